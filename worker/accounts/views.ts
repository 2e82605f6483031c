/** What a customer is shown of an account: every date by the sweep's own rules, every sentence with its clause. */
import type { Language } from '../../content/schema.ts'
import { decisionsQuery } from '../agreements/reads.ts'
import { invoicesOfAccount } from '../billing/reads.ts'
import { invoiceNumber } from '../billing/rules/invoice.ts'
import type { Context } from '../context.ts'
import { policies, provider } from '../policies/generated.ts'
import type { Decision as Agreement } from '../policies/rules/binding.ts'
import { cite } from '../policies/rules/cite.ts'
import { versionNamed } from '../policies/rules/version.ts'
import { dayOf } from '../shared/calendar.ts'
import { type LateAccount, lateFactsOf, readAccountEvents, readCustomerAccounts } from './reads.ts'
import { firstTerm } from './rules/paid.ts'
import { promiseBook } from './rules/promise.ts'
import { renewalPromise } from './rules/renewal.ts'
import type { LatePromise } from './rules/state.ts'
import { ifNobodyPays, ifPaidAt, pastPoints, pointAt, pointOn, type TimelinePoint } from './rules/timeline.ts'
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

interface Future {
  readonly next: readonly TimelinePoint[]
  readonly ifPaidToday: readonly TimelinePoint[]
}

/** Whoever owes nothing sees when the next invoice goes out, by the version that binds now. */
function untilInvoiced(account: LateAccount, decisions: readonly Agreement[], { now }: Context): Future {
  const binding = renewalPromise(policies, decisions, now, provider.timeZone)
  const promise = binding.ok ? promises(binding.value.version) : undefined
  if (promise === undefined || account.state !== 'active') return { next: [], ifPaidToday: [] }
  const due = pointOn('due', account.dueOn, promise)
  const issueAt = account.nextAction === 'issue_invoice' ? (account.nextActionAt ?? 0) : 0
  return { next: [...(issueAt >= now ? [pointAt('invoice_issued', issueAt, promise)] : []), due], ifPaidToday: [] }
}

/** S13: an order that waits for its payment ends by itself, and is a service as soon as it is paid. */
function unlessPaid({ nextAction, nextActionAt, term }: LateAccount, promise: LatePromise, now: number): Future {
  if (nextAction !== 'expire_order' || nextActionAt === null) return { next: [], ifPaidToday: [] }
  const { to } = firstTerm(now, term, promise.timeZone)
  const next = [pointAt('order_cancelled', Math.max(nextActionAt, now), promise)]
  return { next, ifPaidToday: [pointAt('order_paid', now, promise), pointOn('due', to, promise)] }
}

function future(account: LateAccount, decisions: readonly Agreement[], context: Context): Future {
  if (account.termsVersion === null) return untilInvoiced(account, decisions, context)
  const promise = promises(account.termsVersion)
  if (promise === undefined) return { next: [], ifPaidToday: [] }
  const facts = lateFactsOf(account, context.now)
  if (facts === null) return unlessPaid(account, promise, context.now)
  const next =
    facts.unpaid || facts.state !== 'active' ? ifNobodyPays(facts, promise, context.now) : [pointOn('due', account.dueOn, promise)]
  return { next, ifPaidToday: ifPaidAt(facts, account, promise, context.now) }
}

const basics = ({ id, domain, package: item, state, term, dueOn }: LateAccount) => ({ id, domain, package: item, state, term, dueOn })

export async function listAccounts(context: Context, customer: string): Promise<AccountSummary[]> {
  const [mine, decisions] = await Promise.all([
    readCustomerAccounts(context.db, customer, dayOf(context.now, provider.timeZone)),
    decisionsQuery(context.db, customer),
  ])
  return mine.map((account) => {
    const [first] = future(account, decisions, context).next
    return { ...basics(account), nextStep: first ? told(first, context.language) : null }
  })
}

/** Undefined when the customer has no such account. */
export async function showAccount(context: Context, customer: string, id: string): Promise<AccountView | undefined> {
  const { db, language } = context
  const [account] = await readCustomerAccounts(db, customer, dayOf(context.now, provider.timeZone), id)
  if (account === undefined) return undefined
  const [events, invoices, decisions] = await Promise.all([
    readAccountEvents(db, id),
    invoicesOfAccount(db, id),
    decisionsQuery(db, customer),
  ])
  const { next, ifPaidToday } = future(account, decisions, context)
  const tell = (points: readonly TimelinePoint[]) => points.map((point) => told(point, language))
  return {
    account: basics(account),
    timeline: { past: tell(pastPoints(events, provider)), next: tell(next), ifPaidToday: tell(ifPaidToday) },
    invoices: invoices.map((invoice) => ({
      id: invoice.id,
      number: invoiceNumber(invoice),
      state: invoice.state,
      dueOn: invoice.dueOn,
      from: invoice.periodFrom,
      to: invoice.periodTo,
      amountRupiah: invoice.amount,
      paidRupiah: invoice.paidAmount,
      issuedAt: new Date(invoice.issuedAt).toISOString(),
      termsVersion: invoice.termsVersion,
    })),
  }
}
