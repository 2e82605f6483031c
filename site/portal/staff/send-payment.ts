/** Turns the form into a recorded payment; day and time are those of the provider's zone. */
import { HOUR, startOfDay } from '#shared/calendar'
import { payments as words } from '../../i18n/portal/staff/payments.ts'
import { invalid, onField, type Refusal } from '../answers.ts'
import { createAttempts } from '../attempts.ts'
import { recordPayment } from '../calls.ts'
import type { NewPayment, PaymentAnswer } from '../contract.ts'
import { textOf } from '../form/read.ts'
import { facts, wordsOf } from '../page.ts'

const t = wordsOf(words)
export const METHODS = ['bank_transfer', 'atm', 'digital', 'cash'] as const

const attempt = createAttempts<NewPayment & { clientTime?: string | undefined }>()

/** Indonesia's zones have no daylight saving, so a time of day is a plain distance from midnight. */
function instantOf(day: string, time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return new Date(startOfDay(day, facts.timeZone) + hour * HOUR + minute * 60_000).toISOString()
}

export async function sendPayment(data: FormData, onDone: (payment: PaymentAnswer) => void): Promise<Refusal | undefined> {
  const method = METHODS.find((one) => one === textOf(data, 'method'))
  const field = (name: string) => textOf(data, name)
  const asked: readonly (readonly [string, boolean, string])[] = [
    ['invoice', /^inv_\w+$/.test(field('invoice')), t.needInvoice],
    ['amountRupiah', /^[1-9]\d*$/.test(field('amountRupiah')), t.needAmount],
    ['paidOn', field('paidOn') !== '', t.needPaidOn],
    ['paidAt', /^\d{2}:\d{2}/.test(field('paidAt')), t.needPaidAt],
    ['method', method !== undefined, t.needMethod],
    ['reference', field('reference').length >= 3, t.needReference],
  ]
  const errors = asked.filter(([, given]) => !given).map(([name, , message]) => ({ field: name, message }))
  if (errors.length > 0 || !method) return invalid(errors)
  const { body, key } = attempt({
    paidAt: instantOf(field('paidOn'), field('paidAt')),
    amountRupiah: Number(field('amountRupiah')),
    method,
    reference: field('reference'),
  })
  const answer = await recordPayment(field('invoice'), body, key)
  if (!answer.ok) return onField(answer.refusal, 'paidAt', 'paidOn')
  onDone(answer.value)
  return undefined
}
