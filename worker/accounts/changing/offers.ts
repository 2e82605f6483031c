/** S17: what a wish for another package or term comes to on an account, by the rules and the catalogue: for the door and for the list. */
import { type InvoiceLine, renewalLine } from '../../billing/rules/invoice.ts'
import { upgradeCharge } from '../../billing/rules/proration.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import type { Decision } from '../../policies/rules/binding.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { addDays, type Day, dayOf } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { type Change, requestChange } from '../rules/change.ts'
import type { OrderItem } from '../rules/order.ts'
import { orderingClause } from './citing.ts'
import type { ChangeFailure } from './problems.ts'
import type { AccountRow, InvoiceRow } from './reads.ts'
import { paidTerms, upgradeOf, wishOf } from './rules/wish.ts'

export interface ChangingAccount {
  readonly account: AccountRow
  /** That stand for something: open or paid. */
  readonly invoices: readonly InvoiceRow[]
  readonly decisions: readonly Decision[]
}

export interface Offer extends Change {
  /** What is to be paid now; null: nothing. */
  readonly line: InvoiceLine | null
  readonly on: Day
  readonly termsVersion: string
  /** Last day, counted whole, to pay for an upgrade: as long as an order may wait (S13). */
  readonly payUntil: Day
}

/** Prices as the catalogue states them; a withdrawn package keeps its own for whoever has it. */
export const priceOf = ({ package: item, term }: OrderItem): number | undefined => catalog.find(({ id }) => id === item)?.priceRupiah[term]

export const openRenewal = ({ account, invoices }: Pick<ChangingAccount, 'account' | 'invoices'>): InvoiceRow | null =>
  invoices.find(({ id, kind, state }) => id === account.openInvoice && kind === 'renewal' && state === 'issued') ?? null

export const openUpgrade = ({ invoices }: Pick<ChangingAccount, 'invoices'>): InvoiceRow | null =>
  invoices.find(({ kind, state }) => kind === 'upgrade' && state === 'issued') ?? null

/** What waits already; null: nothing. */
export function underWay(changing: ChangingAccount): { wanted: string; from: 'now' | Day } | null {
  const wish = wishOf(changing.account)
  if (wish !== null) return { wanted: wish.package, from: wish.from }
  const upgrade = openUpgrade(changing)
  return upgrade && { wanted: upgradeOf(upgrade.lines) ?? '', from: 'now' }
}

export function offerFor(changing: ChangingAccount, wanted: OrderItem, now: number): Result<Offer, ChangeFailure> {
  const { account, decisions } = changing
  const on = dayOf(now, provider.timeZone)
  const has = { package: account.package, term: account.term }
  const open = openRenewal(changing)
  const pricePerTerm = priceOf(has) ?? 0
  const facts = {
    ...{ state: account.state, inViolation: account.violationAt !== null, has, pricePerTerm, dueOn: account.dueOn },
    ...{ openInvoice: open && { id: open.id, periodFrom: open.periodFrom, periodTo: open.periodTo } },
    leaving: account.cancelConfirmedAt !== null,
  }
  const change = requestChange(facts, wanted, catalog, on)
  if (!change.ok) return change
  const waiting = underWay(changing)
  if (waiting !== null) return fail({ reason: 'change_under_way', ...waiting })
  const clause = orderingClause(decisions, now, 'S17')
  const terms = clause && versionNamed(policies, 'terms', clause.version)
  if (!clause || !terms) return fail({ reason: 'no_terms_bind' })
  const line = change.value.from === 'now' ? upgradeLine(changing, pricePerTerm, wanted, on) : null
  const lastDay = addDays(on, terms.terms.order.cancelAfterDays)
  const payUntil = lastDay < account.dueOn ? lastDay : account.dueOn
  return ok({ ...untouched(change.value, open), line, on, termsVersion: clause.version, payUntil })
}

/** S17: a term of which a part is paid is one already paid for: what is wanted begins with the one after it. */
function untouched(change: Change, open: InvoiceRow | null): Change {
  if (open === null || change.replacesInvoice === null || open.paidAmount === 0) return change
  return { ...change, replacesInvoice: null, from: change.from === 'now' ? 'now' : open.periodTo }
}

/** The line of an upgrade: the package wanted, for the rest of what is paid; null: nothing of it lies ahead. */
function upgradeLine({ account, invoices }: ChangingAccount, has: number, wanted: OrderItem, on: Day): InvoiceLine | null {
  const paid = invoices.filter(({ kind, state }) => state === 'paid' && (kind === 'order' || kind === 'renewal'))
  const charge = upgradeCharge({ has, wanted: priceOf(wanted) ?? has }, paidTerms(paid, account, on), on)
  if (!charge.ok || charge.value <= 0) return null
  return renewalLine(wanted.package, charge.value, provider.tax, { from: on, to: account.dueOn })
}
