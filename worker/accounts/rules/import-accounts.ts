/** One row of the accounts file (S13, S14, S17). */
import { addMonths, type Day } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { type ImportContext, type Row, type RowFailure, type RowReader, rowReader } from './import-rows.ts'
import { parseDomain } from './order-domain.ts'
import { payableOn, renewalIssueOn } from './renewal.ts'
import { BILLING_TERMS, type BillingTerm, nextDueOn } from './state.ts'

export interface ImportedAccount {
  readonly line: number
  /** The customer's `ref`. */
  readonly customer: string
  readonly domain: string
  readonly package: string
  readonly term: BillingTerm
  readonly anniversaryDay: number
  /** First day not yet paid for, as the old system has it; the anniversary stays. */
  readonly dueOn: Day
  /** Last day on which the first invoice, issued on the day of the import, is paid in time: never a day that has passed. */
  readonly payableOn: Day
  /** Whether the invoice goes out with the import, because its day of issue has come: the fresh notice. */
  readonly invoiceNow: boolean
  /** At the hosting panel; null: not told. */
  readonly username: string | null
}

/** As cPanel takes them. */
const USERNAME = /^[a-z][a-z0-9]{0,15}$/

/** A due date further ahead than this is a slip of the pen. */
const MOST_MONTHS_AHEAD = 120

export function readAccount(row: Row, context: ImportContext): Result<ImportedAccount, RowFailure> {
  const reader = rowReader('accounts', row)
  const customer = reader.text('customer')
  const domain = readDomain(reader)
  const packageId = reader.text('package')
  const term = reader.oneOf('term', BILLING_TERMS)
  const dueOn = reader.day('due_on')
  if (term !== undefined) checkPackage(reader, packageId, term, context)
  const username = readUsername(reader)
  const anniversaryDay = dueOn === undefined ? undefined : readAnniversary(reader, dueOn)
  if (dueOn !== undefined && term !== undefined && anniversaryDay !== undefined) {
    checkDueDay(reader, { dueOn, term, anniversaryDay }, context.on)
    if (reader.problems.length === 0) {
      const payable = payableOn(dueOn, context.on, term, context.promise)
      const invoiceNow = renewalIssueOn(dueOn, term, context.promise) <= context.on
      const dates = { term, anniversaryDay, dueOn, payableOn: payable, invoiceNow }
      return ok({ line: row.line, customer, domain, package: packageId, username, ...dates })
    }
  }
  return fail({ reason: 'row_has_problems', problems: reader.problems })
}

function readDomain(reader: RowReader): string {
  const text = reader.text('domain')
  if (text === '') return text
  const parsed = parseDomain(text)
  if (parsed.ok) return parsed.value
  reader.problem('domain', { reason: 'domain', refusal: parsed.failure })
  return ''
}

function readUsername(reader: RowReader): string | null {
  const text = reader.text('username', false)
  if (text !== '' && !USERNAME.test(text)) reader.problem('username', { reason: 'not_a_username' })
  return text === '' ? null : text
}

/** S17: a withdrawn package goes on for those who have it. */
function checkPackage(reader: RowReader, packageId: string, term: BillingTerm, { catalog }: ImportContext): void {
  if (packageId === '') return
  const found = catalog.find(({ id }) => id === packageId)
  if (found === undefined) reader.problem('package', { reason: 'unknown_package' })
  else if (found.priceRupiah[term] === undefined) {
    reader.problem('term', {
      reason: 'term_not_offered',
      offered: BILLING_TERMS.filter((offered) => found.priceRupiah[offered] !== undefined),
    })
  }
}

/** S13: the original day of the month. It differs from the due date's only where that month is too short for it. */
function readAnniversary(reader: RowReader, dueOn: Day): number | undefined {
  const dayOfDueDate = Number(dueOn.slice(8))
  const text = reader.text('anniversary_day', false)
  if (text === '') return dayOfDueDate
  const day = /^(0?[1-9]|[12][0-9]|3[01])$/.test(text) ? Number(text) : 0
  if (day > 0 && addMonths(dueOn, 0, day) === dueOn) return day
  reader.problem('anniversary_day', { reason: 'not_the_anniversary', dayOfDueDate })
  return undefined
}

/**
 * S13, S14: a due date that has passed is taken in, with a fresh invoice and its full time to pay. Where the whole term after it has
 * passed as well, what is owed is for a person to say.
 */
function checkDueDay(reader: RowReader, account: Pick<ImportedAccount, 'dueOn' | 'term' | 'anniversaryDay'>, on: Day): void {
  const { dueOn, term, anniversaryDay } = account
  const following = nextDueOn(dueOn, term, anniversaryDay)
  if (following <= on) reader.problem('due_on', { reason: 'due_too_long_ago', nextDueOn: following })
  const latest = addMonths(on, MOST_MONTHS_AHEAD)
  if (dueOn > latest) reader.problem('due_on', { reason: 'due_too_far_ahead', latest })
}
