/** Door of outbox rows of kind `panel`. */
import type { SQLWrapper } from 'drizzle-orm'
import { commit } from '../commit.ts'
import type { Context, Db } from '../context.ts'
import { deliveryId, type OutboxRow } from '../db/outbox.ts'
import type { Consumer, Outcome } from '../delivery.ts'
import { mint } from '../mint.ts'
import { insertTask } from '../tasks/changes.ts'
import { type Aligned, alignAccount } from './actions.ts'
import { startBackup, startRestore } from './backups/changes.ts'
import { unableWrites } from './backups/unable.ts'
import { forgetJob, recordJob, recordPanelState } from './changes.ts'
import { panelOf } from './clients/chosen.ts'
import type { Order, Panel, PanelFailure } from './clients/panel.ts'
import { PanelOrder } from './orders.ts'
import { jobOf, panelFacts } from './reads.ts'
import { mayBackUp } from './rules/reconcile.ts'

type Settled = Extract<Outcome, { result: 'settled' }>
type Writes = Settled['writes']
const nothing: Writes = () => []

export const panelConsumer: Consumer = {
  async attempt(context, row) {
    const { order: what, reason, job } = PanelOrder.parse(JSON.parse(row.body))
    const order = { id: deliveryId(row), reason, at: context.now }
    const panel = panelOf(context.env)
    if (what === 'backup') return backUp(context, panel, { row, order, job })
    if (what === 'restore') return restore(context, panel, { row, order, job })
    const aligned = await alignAccount(context, panel, row.subject, order, what === 'remove')
    if (aligned.ok) return settledAs(context.db, what, aligned.value)
    return failed(aligned.failure.reason, 'detail' in aligned.failure ? aligned.failure.detail : '')
  },
  async giveUp({ db }, row, reason) {
    const order = PanelOrder.safeParse(JSON.parse(row.body))
    const what = order.success ? order.data.order : 'unknown'
    // Asked for and never answered: it may have been done.
    const isUnknown = what === 'restore' && (await jobOf(db, deliveryId(row))) !== undefined
    const ending = await unableWrites(db, order.data, isUnknown ? 'unknown' : 'panel')
    return gaveUp(db, row, what, isUnknown ? 'restore_outcome_unknown' : 'panel_given_up', reason, ending)
  },
}

interface Ordered {
  readonly row: OutboxRow
  readonly order: Order
  /** The customer's backup or restore, if it is one of theirs. */
  readonly job: string | undefined
}

/** What it refuses is for good; whether anything else was done is asked at the next attempt. */
const failed = (reason: string, detail: string): Outcome => ({
  result: reason === 'panel_refused' || reason === 'unknown_account' ? 'never' : 'later',
  reason: detail ? `${reason}: ${detail}` : reason,
})

/** Also for the sweep: what was seen and what a person must do about it. */
export function alignedWrites(db: Db, commitId: string, at: number, { facts, actual, finding }: Aligned): SQLWrapper[] {
  const { account, customer, state } = facts
  return [
    recordPanelState(db, commitId, at, account, actual, facts.package, finding === 'panel_account_missing'),
    ...(finding
      ? [insertTask(db, commitId, at, { kind: finding, subject: account.account, customer, body: { state, username: account.username } })]
      : []),
  ]
}

function settledAs(db: Db, what: string, aligned: Aligned): Settled {
  const { done, finding, facts } = aligned
  const detail = finding ?? (done.length > 0 ? done.join(', ') : null)
  const outcome = done.length > 0 ? 'done' : 'obsolete'
  const record = { what, outcome, customer: facts.customer, detail } as const
  return { result: 'settled', record, writes: (commitId, at) => alignedWrites(db, commitId, at, aligned) }
}

function gaveUp(
  db: Db,
  row: OutboxRow,
  what: string,
  kind: 'panel_given_up' | 'restore_outcome_unknown',
  reason: string,
  ending: Writes = nothing,
): Settled {
  const body = { delivery: deliveryId(row), order: what, reason, attempts: row.attempts }
  return {
    result: 'settled',
    record: { what, outcome: 'given_up', detail: reason },
    writes: (commitId, at) => [insertTask(db, commitId, at, { kind, subject: row.subject, topic: what, body }), ...ending(commitId, at)],
  }
}

/** S7: each overwrites the last, so one that is asked for twice has the effect of one. */
async function backUp({ db }: Context, panel: Panel, ordered: Ordered): Promise<Outcome> {
  const { row, order, job } = ordered
  const facts = await panelFacts(db, row.subject)
  if (facts === undefined) return failed('unknown_account', '')
  if (!mayBackUp(facts.state))
    return refusedWhileOff('backup', facts.customer, await unableWrites(db, { order: 'backup', job }, 'account_off'))
  const answer = await panel.backup(facts.account, order)
  return answer.ok ? started(db, ordered, 'backup', answer.value) : failed(answer.failure.reason, answer.failure.detail)
}

/**
 * S8: a restore overwrites what the customer did since, so one whose outcome is not known is never repeated: a person looks.
 * That it was asked for is therefore written down before it is.
 */
async function restore({ db, now }: Context, panel: Panel, ordered: Ordered): Promise<Outcome> {
  const { row, order, job } = ordered
  const facts = await panelFacts(db, row.subject)
  if (facts === undefined) return failed('unknown_account', '')
  if (!mayBackUp(facts.state))
    return refusedWhileOff('restore', facts.customer, await unableWrites(db, { order: 'restore', job }, 'account_off'))
  const unknown = async (reason: string) =>
    gaveUp(db, row, 'restore', 'restore_outcome_unknown', reason, await unableWrites(db, { order: 'restore', job }, 'unknown'))
  if ((await jobOf(db, order.id)) !== undefined) return unknown('no answer')
  await write(db, now, (id) =>
    recordJob(db, id, now, { id: order.id, account: row.subject, kind: 'restore', state: 'asked', reference: null }),
  )
  const answer = await panel.restore(facts.account, order)
  if (answer.ok) return started(db, ordered, 'restore', answer.value)
  if (!certainlyNotDone(answer.failure)) return unknown(answer.failure.reason)
  await write(db, now, () => forgetJob(db, order.id))
  return failed(answer.failure.reason, answer.failure.detail)
}

const certainlyNotDone = ({ reason }: PanelFailure) => reason === 'panel_refused' || reason === 'panel_unauthorized'

async function write(db: Db, at: number, statement: (commitId: string) => SQLWrapper): Promise<void> {
  const id = mint('commit', at)
  await commit(db, { id, at, writes: [statement(id)] })
}

function started(db: Db, { row, job }: Ordered, kind: 'backup' | 'restore', reference: string): Settled {
  const panelJob = { id: deliveryId(row), account: row.subject, kind, state: 'started', reference } as const
  const begun: Writes = (commitId, at) => {
    if (job === undefined) return []
    return kind === 'backup' ? startBackup(db, commitId, at, job, reference) : [startRestore(db, commitId, at, job, reference)]
  }
  return {
    result: 'settled',
    record: { what: kind, outcome: 'done', detail: reference },
    writes: (commitId, at) => [recordJob(db, commitId, at, panelJob), ...begun(commitId, at)],
  }
}

const refusedWhileOff = (what: string, customer: string, writes: Writes): Settled => ({
  result: 'settled',
  record: { what, customer, outcome: 'obsolete', detail: 'account is off (S15)' },
  writes,
})
