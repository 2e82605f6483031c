/**
 * One account's life in memory, by plain arithmetic: no code of the Worker is asked. Days are counted at UTC+7, and the numbers are
 * those that the documents print: 2 days, 7 × 24 hours, 24 and 72 hours, 14 days, one month.
 */
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const WIB = 7 * HOUR

/** Days since 1970 in the provider's zone. */
export const dayOf = (at: number) => Math.floor((at + WIB) / DAY)
export const startOf = (day: number) => day * DAY - WIB
export const textOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)

/** So many months later, on the anniversary or the month's last day. */
export function monthsLater(day: number, months: number, anniversary: number): number {
  const date = new Date(day * DAY)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1) / DAY
  return Math.min(first + anniversary - 1, next - 1)
}

export interface ModelPayment {
  readonly amount: number
  readonly at: number
}

export interface ModelInvoice {
  amount: number
  due: number
  /** First day after its period; null: its period begins when it is paid. */
  to: number | null
  /** Credit that paid a part of it when it was issued. */
  credit: number
  payments: ModelPayment[]
  state: 'issued' | 'paid' | 'void'
}

export interface Life {
  readonly months: 1 | 12
  readonly price: number
  readonly orderedAt: number
  state: 'pending_payment' | 'active' | 'overdue' | 'suspended' | 'terminated' | 'order_cancelled'
  anniversary: number
  due: number
  invoices: ModelInvoice[]
  noticeAt: number
  warningAt: number
  suspendedAt: number | null
  endedAt: number | null
  credit: number
  /** The steps that no payment takes, with their instants. */
  steps: string[]
}

export function ordered(months: 1 | 12, price: number, at: number): Life {
  const day = dayOf(at)
  const invoice: ModelInvoice = { amount: price, due: day + 2, to: null, credit: 0, payments: [], state: 'issued' }
  const dates = { anniversary: 0, due: 0, noticeAt: 0, warningAt: 0, suspendedAt: null, endedAt: null }
  return { months, price, orderedAt: at, state: 'pending_payment', ...dates, invoices: [invoice], credit: 0, steps: [] }
}

const paidOf = ({ payments, credit }: ModelInvoice, until = Number.POSITIVE_INFINITY) =>
  payments.reduce((sum, { amount, at }) => (at <= until ? sum + amount : sum), credit)

export const openOf = (life: Life): ModelInvoice | undefined => life.invoices.find(({ state }) => state === 'issued')

/** Whether an unpaid order is at its end. */
export const ends = ({ orderedAt }: Life, now: number) => now >= startOf(dayOf(orderedAt) + 3)

/** At most one step a tick, however late the tick is. */
export function tick(life: Life, now: number): void {
  const open = openOf(life)
  const step = (name: string) => life.steps.push(`${name} ${new Date(now).toISOString()}`)
  if (life.state === 'pending_payment' && open && ends(life, now)) {
    Object.assign(life, { state: 'order_cancelled', endedAt: now })
    open.state = 'void'
    step('order_cancelled')
  } else if (life.state === 'active' && !open) {
    issue(life, now, step)
  } else if (life.state === 'active' && open && now >= startOf(open.due + 1)) {
    Object.assign(life, { state: 'overdue', noticeAt: now })
    step('overdue')
  } else if (life.state === 'overdue' && open && now >= Math.max(startOf(open.due + 3), life.noticeAt + 24 * HOUR)) {
    Object.assign(life, { state: 'suspended', suspendedAt: now, warningAt: now })
    step('suspended')
  } else if (life.state === 'suspended' && open && now >= Math.max((life.suspendedAt ?? 0) + 7 * DAY, life.warningAt + 72 * HOUR)) {
    Object.assign(life, { state: 'terminated', endedAt: now })
    open.state = 'void'
    step('terminated')
  }
}

function issue(life: Life, now: number, step: (name: string) => void): void {
  const { due, months, anniversary, price } = life
  const early = (day: number) => (months === 1 ? day - 14 : monthsLater(day, -1, Number(textOf(day).slice(8))))
  if (now < startOf(early(due))) return
  const today = dayOf(now)
  const promised = months === 1 ? today + 14 : monthsLater(today, 1, Number(textOf(today).slice(8)))
  const credit = Math.min(life.credit, price)
  const to = monthsLater(due, months, anniversary)
  const invoice: ModelInvoice = { amount: price, due: Math.max(due, promised), to, credit, payments: [], state: 'issued' }
  life.credit -= credit
  life.invoices.push(invoice)
  step('invoice_issued')
  if (credit === price) restore(life, invoice, now)
}

/** S13, S14, S16: judged by when it was paid, carried out when it is heard of. */
export function hear(life: Life, invoice: ModelInvoice, payment: ModelPayment, now: number): void {
  const { endedAt } = life
  const isLast = invoice === life.invoices.at(-1)
  const before = paidOf(invoice)
  invoice.payments.push(payment)
  if (invoice.state === 'paid') {
    // Money for what is paid is credit, unless nothing runs any more.
    if (endedAt === null || payment.at <= endedAt) life.credit += payment.amount
    return
  }
  if (endedAt === null) {
    if (before + payment.amount < invoice.amount) return
    life.credit += before + payment.amount - invoice.amount
    restore(life, invoice, now)
    return
  }
  if (!isLast || payment.at > endedAt || paidOf(invoice, endedAt) < invoice.amount) return
  life.credit += paidOf(invoice) - invoice.amount
  restore(life, invoice, now)
}

function restore(life: Life, invoice: ModelInvoice, now: number): void {
  invoice.state = 'paid'
  if (invoice.to === null) {
    const today = dayOf(now)
    life.anniversary = Number(textOf(today).slice(8))
    invoice.to = monthsLater(today, life.months, life.anniversary)
  }
  Object.assign(life, { state: 'active', due: invoice.to, suspendedAt: null, endedAt: null })
}
