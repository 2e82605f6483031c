/** Turns the form into a payment; day and time are those of the provider's zone. */
import { HOUR, startOfDay } from '#shared/calendar'
import { payments as words } from '../../../i18n/portal/staff/payments.ts'
import { type Answer, invalid, type Refusal } from '../../answers.ts'
import { createAttempts } from '../../attempts.ts'
import type { NewPayment, PaymentAnswer } from '../../contract.ts'
import { textOf } from '../../form/read.ts'
import { facts, wordsOf } from '../../page.ts'

const t = wordsOf(words)
export const METHODS = ['bank_transfer', 'atm', 'digital', 'cash'] as const

const attempt = createAttempts<NewPayment & { clientTime?: string | undefined }>()

/** Indonesia's zones have no daylight saving, so a time of day is a plain distance from midnight. */
export function instantOf(day: string, time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return new Date(startOfDay(day, facts.timeZone) + hour * HOUR + minute * 60_000).toISOString()
}

/** What was entered, or what is missing of it. */
export function paymentFrom(data: FormData): NewPayment | Refusal {
  const method = METHODS.find((one) => one === textOf(data, 'method'))
  const field = (name: string) => textOf(data, name)
  const asked: readonly (readonly [string, boolean, string])[] = [
    ['amountRupiah', /^[1-9]\d*$/.test(field('amountRupiah')), t.needAmount],
    ['paidOn', field('paidOn') !== '', t.needPaidOn],
    ['paidAt', /^\d{2}:\d{2}/.test(field('paidAt')), t.needPaidAt],
    ['method', method !== undefined, t.needMethod],
    ['reference', field('reference').length >= 3, t.needReference],
  ]
  const errors = asked.filter(([, given]) => !given).map(([name, , message]) => ({ field: name, message }))
  if (errors.length > 0 || !method) return invalid(errors)
  return {
    ...{ paidAt: instantOf(field('paidOn'), field('paidAt')), amountRupiah: Number(field('amountRupiah')) },
    ...{ method, reference: field('reference') },
  }
}

/** The same payment sent again bears the same key, so that an answer lost on the way is never acted on twice. */
export async function sendPayment(
  send: (payment: NewPayment, key: string) => Promise<Answer<PaymentAnswer>>,
  payment: NewPayment,
  onDone: (payment: PaymentAnswer) => void,
): Promise<Refusal | undefined> {
  const { body, key } = attempt(payment)
  const answer = await send(body, key)
  // The fields are out of sight here, so the refusal is told as a whole.
  if (!answer.ok) return { ...answer.refusal, errors: [] }
  onDone(answer.value)
  return undefined
}
