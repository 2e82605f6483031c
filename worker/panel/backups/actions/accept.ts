/** S8: the customer takes up the price of a restore: it is invoiced, and runs once paid. */
import { moveAccount } from '../../../accounts/changes.ts'
import type { CustomerVisitor } from '../../../auth/visitor.ts'
import { creditsOf } from '../../../billing/credits/reads.ts'
import { renewalLine } from '../../../billing/rules/invoice.ts'
import { issueSideInvoice } from '../../../billing/side-invoices.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../../../db/idempotency.ts'
import { mint } from '../../../mint.ts'
import { provider } from '../../../policies/generated.ts'
import type { ClauseCitation } from '../../../policies/rules/cite.ts'
import { addDays, dayOf } from '../../../shared/calendar.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { quoteRestore } from '../../rules/restore.ts'
import { moveRestore } from '../changes.ts'
import { clauseOf, type History, readHistory, restoreFactsOf, storedIn, underWay } from '../facts.ts'
import type { RestoreFailure } from '../problems.ts'
import type { RestoreRow } from '../reads.ts'
import { lapsesAt, payableUntilOn } from '../rules/timing.ts'
import type { AcceptAnswer } from '../schemas.ts'
import type { Refused } from './backup.ts'

const MOST_TRIES = 4
const { timeZone, zoneAbbreviation } = provider

export async function acceptQuote(
  context: Context,
  { customer, user }: CustomerVisitor,
  account: string,
  restore: string,
  key: string,
): Promise<Result<AcceptAnswer, { reason: 'refused' } & Refused<RestoreFailure>>> {
  const request = await keyedRequest(context, user.id, `POST /accounts/${account}/restores/${restore}/accept`, key, {})
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { answers, history } = await readHistory(context, customer.id, account, request)
    const again = repeated<AcceptAnswer>(request, answers)
    if (again) return again.ok ? again : refused(again.failure)
    if (history === undefined) return refused({ reason: 'account_not_found' })
    const quote = history.restores.find(({ id }) => id === restore)
    if (quote === undefined) return refused({ reason: 'restore_not_found' })
    const refusal = refusalOf(history, quote, context.now)
    if (refusal !== null) return refused(refusal, clauseOf(history, refusal.clause, context))
    const written = await write(context, user.id, history, quote, request)
    if (written.ok) return written
  }
  return refused({ reason: 'lost_race' })
}

const refused = (failure: RestoreFailure, clause?: ClauseCitation) => fail({ reason: 'refused' as const, failure, clause })

function refusalOf(history: History, quote: RestoreRow, now: number): Extract<RestoreFailure, { clause: string }> | null {
  if (quote.state !== 'quoted' && quote.state !== 'lapsed') return { reason: 'quote_taken_up', invoice: quote.invoice, clause: 'S8' }
  const asked = quoteRestore(restoreFactsOf(history), history.sla.terms.restore, now, timeZone)
  if (!asked.ok) return asked.failure
  const until = quote.quoteUntil ?? 0
  if (quote.state === 'lapsed' || until <= now || storedIn(history)?.id !== quote.backup) {
    return { reason: 'quote_lapsed', until, timeZone, zone: zoneAbbreviation, clause: 'S8' }
  }
  const under = underWay(history)
  return under === null ? null : { reason: 'panel_busy', under, clause: 'S8' }
}

async function write(
  context: Context,
  user: string,
  { account, terms }: History,
  quote: RestoreRow,
  request: KeyedRequest,
): Promise<Result<AcceptAnswer, { reason: 'lost_race' }>> {
  const { db, now } = context
  const commitId = mint('commit', now)
  const today = dayOf(now, timeZone)
  const period = { from: today, to: addDays(today, 1) }
  const dueOn = payableUntilOn(now, timeZone)
  const issued = issueSideInvoice(
    db,
    { id: commitId, at: now },
    {
      ...{ kind: 'restore', account, period, dueOn, termsVersion: terms.version },
      lines: [renewalLine('restore', quote.price, provider.tax, period)],
    },
    await creditsOf(db, account.customer),
  )
  if (!issued.ok) throw new Error('a priced restore costs something')
  const { invoice, amountRupiah, owedRupiah, state, accountSet, writes } = issued.value
  const clause = { document: 'sla', version: quote.slaVersion, id: 'S8' }
  const answer: AcceptAnswer = {
    id: quote.id,
    state: state === 'paid' ? 'paid' : 'waiting_payment',
    invoice,
    amountRupiah,
    owedRupiah,
    dueOn,
  }
  const taken = { state: 'waiting_payment', acceptedAt: now, acceptedBy: user, invoice, checkAt: lapsesAt(dueOn, timeZone) } as const
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, account, commitId, accountSet), expected: 1 },
    writes: [
      ...rememberAnswer(db, request, now, 201, answer),
      // Before the invoice: one that credit covers lets the restore run in this commit.
      moveRestore(db, commitId, quote, taken),
      ...writes,
      insertEvents(db, commitId, now, [
        {
          ...{ entity: account.id, version: account.version + 1, type: 'account.restore_taken_up' },
          body: { clause, restore: quote.id, backup: quote.backup, invoice, priceRupiah: quote.price, amountRupiah, dueOn, user },
        },
      ]),
    ],
  })
  return written.ok ? ok(answer) : written
}
