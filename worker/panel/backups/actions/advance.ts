/** S8, S15: the next step of a restore that waits: for its quote to be taken up, for its payment, for the account to be active again. */
import type { SQLWrapper } from 'drizzle-orm'
import { moveAccount } from '../../../accounts/changes.ts'
import { isAlive } from '../../../accounts/rules/lifecycle-state.ts'
import { voidOpenInvoice } from '../../../billing/changes.ts'
import { insertCredit } from '../../../billing/credits/changes.ts'
import { moneyOn } from '../../../billing/reversals/reads.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { mint } from '../../../mint.ts'
import { provider } from '../../../policies/generated.ts'
import { HOUR } from '../../../shared/calendar.ts'
import { orderReason, queueOrders } from '../../orders.ts'
import { nextRestoreStep } from '../../rules/restore.ts'
import { moveRestore, tellCustomer } from '../changes.ts'
import { type DueRestore, jobsUnderWay } from '../reads.ts'
import type { Cause } from '../rules/causes.ts'
import { restoreLapsed } from '../rules/notices.ts'
import { lapsesAt } from '../rules/timing.ts'

const MINUTE = 60_000
/** How often what waits for something else is looked at; a payment and a new backup wake it themselves. */
const LOOK_EVERY = { payment: 6 * HOUR, reactivation: 10 * MINUTE, other: MINUTE } as const

/** @returns what was done about it. */
export async function advanceRestore(context: Context, due: DueRestore): Promise<'lapsed' | 'run' | 'waiting' | 'lost'> {
  const { restore, account, archive, invoice } = due
  const { now } = context
  const stored = archive === 'stored' ? restore.backup : null
  const facts = { quoted: restore.backup, stored, invoice: invoice && { id: invoice.id, paid: invoice.state === 'paid' } }
  const step = nextRestoreStep({ ...facts, price: restore.price, done: false }, account)
  switch (step.step) {
    case 'lapse':
      return lapse(context, due, isAlive(account.state) ? 'overwritten' : 'account_ended')
    case 'issue_invoice':
      return (restore.quoteUntil ?? 0) <= now ? lapse(context, due, 'quote_expired') : look(context, due, restore.quoteUntil ?? now)
    case 'wait_for_payment': {
      const until = lapsesAt(invoice?.dueOn ?? '', provider.timeZone)
      return until <= now ? lapse(context, due, 'unpaid') : look(context, due, Math.min(until, now + LOOK_EVERY.payment))
    }
    case 'wait_for_reactivation':
      return look(context, due, now + LOOK_EVERY.reactivation)
    case 'run':
      return run(context, due)
    case 'none':
      return 'waiting'
  }
}

type Writes = (commitId: string, at: number) => readonly SQLWrapper[]

async function write({ db, now }: Context, { account }: DueRestore, event: { type: string; body: object }, writes: Writes) {
  const id = mint('commit', now)
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, {}), expected: 1 },
    writes: [...writes(id, now), insertEvents(db, id, now, [{ ...event, entity: account.id, version: account.version + 1 }])],
  })
  return written.ok
}

async function look({ db, now }: Context, { restore }: DueRestore, checkAt: number) {
  const id = mint('commit', now)
  await commit(db, { id, at: now, writes: [moveRestore(db, id, restore, { checkAt })] })
  return 'waiting' as const
}

async function run(context: Context, due: DueRestore) {
  const { db, now } = context
  const { restore, account } = due
  if (await jobsUnderWay(db, account.id)) return look(context, due, now + LOOK_EVERY.other)
  const clause = { document: 'sla', version: restore.slaVersion, id: 'S8' }
  const order = { account: account.id, order: 'restore' as const, reason: orderReason(clause), job: restore.id }
  const event = { type: 'account.restore_run', body: { clause, restore: restore.id, backup: restore.backup, invoice: restore.invoice } }
  const ran = await write(context, due, event, (id, at) => [
    moveRestore(db, id, restore, { state: 'running', checkAt: null }),
    queueOrders(db, id, at, [order]),
  ])
  return ran ? ('run' as const) : ('lost' as const)
}

/** What was paid in full, and did not go back since, is credit at once; a part of it becomes credit as of any void invoice (S13). */
async function lapse(context: Context, due: DueRestore, why: Cause) {
  const { db } = context
  const { restore, account, invoice } = due
  const { id, customer, slaVersion } = restore
  const clause = { document: 'sla', version: slaVersion, id: 'S8' } as const
  const paid = invoice?.state === 'paid' ? Math.max(0, Math.min(invoice.paidAmount, await moneyOn(db, invoice.id))) : 0
  const event = {
    type: 'account.restore_lapsed',
    body: { clause, restore: id, backup: restore.backup, invoice: restore.invoice, why, creditRupiah: paid },
  }
  const credit = { customer, account: account.id, source: 'void_invoice', document: 'sla', termsVersion: slaVersion, clause: 'S8' } as const
  const lapsed = await write(context, due, event, (commitId, at) => [
    moveRestore(db, commitId, restore, { state: 'lapsed', endedAt: at, checkAt: null, why }),
    ...(invoice?.state === 'issued' ? [voidOpenInvoice(db, invoice.id, commitId)] : []),
    ...(paid > 0 && invoice
      ? [insertCredit(db, { ...credit, id: mint('credit', at), origin: invoice.id, amount: paid, at, commitId })]
      : []),
    // A price that nobody took up needs no words.
    ...(invoice
      ? tellCustomer(db, commitId, at, {
          ...{ customer, account: account.id, kind: 'restore_lapsed', cycle: id, clause },
          told: restoreLapsed(account.domain, why, invoice.state === 'paid' ? paid : invoice.paidAmount),
        })
      : []),
  ])
  return lapsed ? ('lapsed' as const) : ('lost' as const)
}
