/** One row of the customers file (P2, P7, P11). */
import { checkAge, isCountry, plainEmail, plainPhone } from '../../customers/rules.ts'
import type { Day } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { type ImportContext, type Row, type RowFailure, rowReader } from './import-rows.ts'

export interface ImportedCustomer {
  readonly line: number
  readonly ref: string
  readonly kind: 'person' | 'company'
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly address: string
  readonly country: string
  readonly language: 'id' | 'en'
  readonly bornOn: Day | null
  readonly authority: string | null
}

const PHONE = /^\+?[0-9]{6,15}$/
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/

/** P11: a date of birth is not demanded of people who are customers already, but one under the minimum age is not taken in. */
export function readCustomer(row: Row, { on, minimumAge }: ImportContext): Result<ImportedCustomer, RowFailure> {
  const reader = rowReader('customers', row)
  const kind = reader.oneOf('kind', ['person', 'company'])
  const language = reader.oneOf('language', ['id', 'en'], 'id')
  const plain = {
    ref: reader.text('ref'),
    name: reader.text('name'),
    address: reader.text('address'),
    email: plainEmail(reader.text('email')),
    phone: plainPhone(reader.text('phone')),
    country: reader.text('country').toUpperCase(),
  }
  if (plain.email !== '' && (plain.email.length > 254 || !EMAIL.test(plain.email))) reader.problem('email', { reason: 'not_an_email' })
  if (plain.phone !== '' && !PHONE.test(plain.phone)) reader.problem('phone', { reason: 'not_a_phone' })
  if (plain.country !== '' && !isCountry(plain.country)) reader.problem('country', { reason: 'not_a_country' })
  const bornOn = reader.day('born_on', false)
  const authority = reader.text('authority', false)
  if (bornOn !== undefined && kind === 'company') reader.problem('born_on', { reason: 'not_for_kind', kind })
  if (authority !== '' && kind === 'person') reader.problem('authority', { reason: 'not_for_kind', kind })
  if (bornOn !== undefined && !checkAge(bornOn, on, { minimumAge }).ok) reader.problem('born_on', { reason: 'under_age', minimumAge })
  if (reader.problems.length > 0 || kind === undefined || language === undefined) {
    return fail({ reason: 'row_has_problems', problems: reader.problems })
  }
  return ok({ line: row.line, kind, language, ...plain, bornOn: bornOn ?? null, authority: authority === '' ? null : authority })
}
