/** What a customer is shown of an account: every date by the sweep's own rules, every sentence with its clause. */
import type { Language } from '../../content/schema.ts'
import { decisionsQuery } from '../agreements/reads.ts'
import { invoicesOfAccount } from '../billing/reads.ts'
import { invoiceNumber, isPastDue } from '../billing/rules/invoice.ts'
import type { Context } from '../context.ts'
import { catalog, policies, provider } from '../policies/generated.ts'
import type { Decision as Agreement } from '../policies/rules/binding.ts'
import { cite } from '../policies/rules/cite.ts'
import { versionNamed } from '../policies/rules/version.ts'
import { dayOf } from '../shared/calendar.ts'
import { outlookOf, termsOf } from './decide.ts'
import { lastOutage } from './outages/reads.ts'
import { type LateAccount, readAccountEvents, readCustomerAccounts } from './reads.ts'
import { type Hold, holdRuns, resumesAt } from './rules/hold.ts'
import { lifecycleOf } from './rules/lifecycle-row.ts'
import { isAlive, isKeptOff } from './rules/lifecycle-state.ts'
import { promiseBook } from './rules/promise.ts'
import { pastPoints, type TimelinePoint } from './rules/timeline.ts'
import { type Future, futureOf } from './rules/timeline-future.ts'
import type { AccountSummary, AccountView, Point } from './schemas.ts'

const promises = promiseBook(policies, provider)

function told({ kind, at, when, text, document, clause, version }: TimelinePoint, language: Language): Point {
  const binding = versionNamed(policies, document, version)
  return {
    kind,
    at: new Date(at).toISOString(),
    when: when[language],
    text: text[language],
    clause: binding ? cite(binding, clause, language) : null,
  }
}

/** By the rules of the sweep, in the version that the open invoice pins, else the one that binds. */
function future(row: LateAccount, decisions: readonly Agreement[], outage: Hold | null, { now }: Context): Future {
  const reads = { decisions: new Map([[row.customer, decisions]]), invoiced: new Set<string>() }
  const around = { now, books: { promises, policies, catalog, provider, newInvoiceId: () => '' }, outage, reads }
  const outlook = outlookOf(row, around)
  const facts = {
    ...{ outlook, anniversaryDay: row.anniversaryDay, periodTo: row.periodTo, owed: (row.amount ?? 0) > (row.paidAmount ?? 0) },
    orderEndsAt: row.nextAction === 'expire_order' ? row.nextActionAt : null,
  }
  return futureOf(facts, promises, { ...provider, version: termsOf(row, outlook, around) }, now)
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** What everybody's outage is told as, while it runs and while accounts resume after it; a hold of staff has the words of whoever placed it. */
const OUTAGE_WORDS = {
  gateway_outage: {
    runs: { id: 'Pembayaran daring sedang terganggu.', en: 'Online payment is disrupted.' },
    over: { id: 'Pembayaran daring sempat terganggu.', en: 'Online payment was disrupted.' },
  },
  sweep_outage: {
    runs: { id: 'Sistem kami sedang terganggu.', en: 'Our system is disrupted.' },
    over: { id: 'Sistem kami sempat berhenti.', en: 'Our system was interrupted.' },
  },
} as const

const reasonOf = (hold: Hold, { now, language }: Context): string =>
  hold.kind === 'staff' ? hold.reason : OUTAGE_WORDS[hold.kind][holdRuns(hold, now) ? 'runs' : 'over'][language]

/** S13, S14, S17, S18: what stands beside the account's state. A hold that is over is told no more. */
function beside(row: LateAccount, outage: Hold | null, context: Context): AccountView['beside'] {
  const { now } = context
  const { hold, violation, cancellation } = lifecycleOf(row, outage)
  const { cancelAskedAt, nextPackage, nextTerm, nextFrom } = row
  const isHeld = hold !== null && (holdRuns(hold, now) || (resumesAt(hold, row.id) ?? 0) > now)
  return {
    hold: isHeld ? { kind: hold.kind, until: iso(resumesAt(hold, row.id)), reason: reasonOf(hold, context) } : null,
    violation: violation && { since: new Date(violation.declaredAt).toISOString(), reason: violation.reason },
    cancellation:
      cancelAskedAt === null && cancellation === null
        ? null
        : { askedAt: iso(cancelAskedAt), confirmedAt: iso(cancellation?.confirmedAt ?? null), endsAt: iso(cancellation?.endsAt ?? null) },
    wish: nextPackage === null || nextTerm === null || nextFrom === null ? null : { package: nextPackage, term: nextTerm, from: nextFrom },
  }
}

const basics = ({ id, domain, package: item, state, term, dueOn }: LateAccount) => ({ id, domain, package: item, state, term, dueOn })

export async function listAccounts(context: Context, customer: string): Promise<AccountSummary[]> {
  const [mine, decisions, outage] = await Promise.all([
    readCustomerAccounts(context.db, customer, dayOf(context.now, provider.timeZone)),
    decisionsQuery(context.db, customer),
    lastOutage(context.db),
  ])
  return mine.map((account) => {
    const [first] = future(account, decisions, outage, context).next
    return { ...basics(account), isOff: isKeptOff(account), nextStep: first ? told(first, context.language) : null }
  })
}

/** Undefined when the customer has no such account. */
export async function showAccount(context: Context, customer: string, id: string): Promise<AccountView | undefined> {
  const { db, language, now } = context
  const [account] = await readCustomerAccounts(db, customer, dayOf(now, provider.timeZone), id)
  if (account === undefined) return undefined
  const [events, invoices, decisions, outage] = await Promise.all([
    readAccountEvents(db, id),
    invoicesOfAccount(db, id),
    decisionsQuery(db, customer),
    lastOutage(db),
  ])
  const { next, ifPaidToday } = future(account, decisions, outage, context)
  const tell = (points: readonly TimelinePoint[]) => points.map((point) => told(point, language))
  return {
    account: basics(account),
    beside: beside(account, outage, context),
    timeline: { past: tell(pastPoints(events, provider)), next: tell(next), ifPaidToday: tell(ifPaidToday) },
    invoices: invoices.map((invoice) => ({
      id: invoice.id,
      number: invoiceNumber(invoice),
      state: invoice.state,
      dueOn: invoice.dueOn,
      late: invoice.state === 'issued' && isAlive(account.state) && isPastDue(invoice.dueOn, now, provider.timeZone),
      from: invoice.periodFrom,
      to: invoice.periodTo,
      amountRupiah: invoice.amount,
      paidRupiah: invoice.paidAmount,
      issuedAt: new Date(invoice.issuedAt).toISOString(),
      termsVersion: invoice.termsVersion,
    })),
  }
}
