/** What the desk shows, made from what was read. */
import { isKeptOff } from '../../accounts/rules/lifecycle-state.ts'
import { invoiceNumber } from '../../billing/rules/invoice.ts'
import { failedOf } from './actions.ts'
import type { FoundInvoice } from './reads/invoices.ts'
import type { Letter } from './reads/letters.ts'
import type { OpenTask } from './reads/tasks.ts'
import { type UnmatchedMoney, unmatchedKey } from './reads/unmatched.ts'
import { whyNotAgain } from './rules/again.ts'
import { isAssignable } from './rules/unmatched.ts'
import type { InvoiceFound } from './schemas/invoices.ts'
import type { LetterView, TaskView } from './schemas/tasks.ts'
import type { UnmatchedView } from './schemas/unmatched.ts'

export const isoOf = (at: number): string => new Date(at).toISOString()
export const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at))

export function invoiceFound(row: FoundInvoice): InvoiceFound {
  const { id, kind, state, dueOn, amount, paidAmount, account, accountState, domain, customer, customerName } = row
  return {
    ...{ id, number: invoiceNumber(row), kind, state, dueOn, amountRupiah: amount, paidRupiah: paidAmount },
    lackingRupiah: state === 'issued' ? Math.max(0, amount - paidAmount) : 0,
    ...{ account, accountState, accountIsOff: isKeptOff({ state: accountState, violationAt: row.violationAt }), domain },
    ...{ customer: { id: customer, name: customerName } },
  }
}

export function taskView({ id, kind, subject, topic, domain, customer, body, createdAt }: OpenTask): TaskView {
  return { id, kind, subject, topic, domain, customer, facts: JSON.parse(body) as Record<string, unknown>, createdAt: isoOf(createdAt) }
}

export function letterView(letter: Letter): LetterView {
  const { id, kind, what, outcome, subject, domain, customer, at, attempts, detail, postedAt, countsFrom } = letter
  return {
    ...{ id, kind, what, outcome, subject, domain, customer, at: isoOf(at), attempts, detail },
    standsIn: postedAt === null ? null : { postedAt: isoOf(postedAt), countsFrom: isoOrNull(countsFrom) },
    notAgain: whyNotAgain(failedOf(letter)),
  }
}

export function unmatchedView(row: UnmatchedMoney): UnmatchedView {
  const { gateway, transactionId, reason, orderId, amount, paidAt, createdAt, invoice, domain, customer } = row
  return {
    ...{ gateway, transactionId, reason, orderId, amountRupiah: amount, paidAt: isoOrNull(paidAt), createdAt: isoOf(createdAt) },
    ...{ invoice, domain, customer, assignable: isAssignable(reason, amount) },
  }
}

export const placeOfUnmatched = (row: UnmatchedMoney) => ({ at: row.createdAt, id: unmatchedKey(row) })
