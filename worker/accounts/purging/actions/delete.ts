/**
 * S11: one part of a purge. Asked first is the row that proves it; then whether the account is still ended and nothing stands in the
 * way; only then the panel. A part that fails throws, so that the Workflow tries it again; what a panel did without saying so is found
 * out by asking it before every act.
 */
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { mint } from '../../../mint.ts'
import { recordPanelState } from '../../../panel/changes.ts'
import { panelOf } from '../../../panel/clients/chosen.ts'
import type { Order, Panel, Removal } from '../../../panel/clients/panel.ts'
import { orderReason } from '../../../panel/orders.ts'
import { type PanelFacts, panelFacts } from '../../../panel/reads.ts'
import { mayRemove } from '../../../panel/rules/reconcile.ts'
import type { Result } from '../../../shared/result.ts'
import { moveAccount } from '../../changes.ts'
import { beginDeleting, recordProof } from '../changes.ts'
import { proofOf } from '../proof.ts'
import { type PurgeReads, readPurge, termsOfEnding } from '../reads.ts'
import { type Deletion, type Ending, nextPurgeStep } from '../rules/steps.ts'

/** `stopped`: the account runs again, or something keeps its data; nothing more is deleted. */
export type PartOutcome = 'done' | 'stopped'

export async function deletePart(context: Context, ending: Ending, part: Deletion): Promise<PartOutcome> {
  const { db, env, now } = context
  const reads = await readPurge(db, ending.account)
  if (reads?.purge == null || reads.facts.endedAt !== ending.endedAt) return 'stopped'
  if (reads.proofs.some(({ step }) => step === part)) return 'done'
  if (nextPurgeStep(reads.facts, now).decision !== 'purge') return 'stopped'
  const version = await termsOfEnding(db, reads.account, now)
  if (reads.facts.deletingAt === null && !(await passPointOfNoReturn(context, reads, ending, version))) return 'stopped'
  const facts = await panelFacts(db, ending.account)
  if (facts === undefined || !mayRemove(facts.state)) return 'stopped'
  const panel = panelOf(env)
  const order: Order = { id: orderOf(ending), reason: orderReason({ document: 'terms', version, id: 'S11' }), at: now }
  const removed = await remove(panel, part, facts, order)
  if (!removed.ok) throw new Error(`${removed.failure.reason}: ${removed.failure.detail}`)
  await keepProof(context, ending, part, panel, facts, removed.value)
  return 'done'
}

/** The same at every attempt, whichever Workflow makes it. */
const orderOf = ({ account, endedAt }: Ending) => `purge-${account}-${endedAt}`

/**
 * Written before the first deletion: a payment heard of from here on is refunded instead of bringing an empty account back.
 * The guard decides between it and a payment that is entered at the same moment.
 */
async function passPointOfNoReturn(
  { db, now }: Context,
  { account, proofs }: PurgeReads,
  ending: Ending,
  version: string,
): Promise<boolean> {
  const id = mint('commit', now)
  const clause = { document: 'terms', version, id: 'S11' }
  const gateway = proofs.find(({ step }) => step === 'gateway')?.digest ?? null
  const event = { type: 'account.purge_begun', body: { clause, endedAt: ending.endedAt, gateway } }
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, { purgedAt: now }), expected: 1 },
    writes: [
      beginDeleting(db, id, now, ending),
      insertEvents(db, id, now, [{ entity: account.id, version: account.version + 1, ...event }]),
    ],
  })
  if (written.ok) return true
  // Whatever was faster is looked at by the next attempt of this part.
  throw new Error('lost_race')
}

function remove(panel: Panel, part: Deletion, { account }: PanelFacts, order: Order) {
  switch (part) {
    case 'server':
      return removeServer(panel, account, order)
    case 'backups':
      return panel.removeBackups(account, order)
    case 'dns':
      return panel.removeZone(account, order)
  }
}

type Removed = Result<Removal, Extract<Awaited<ReturnType<Panel['state']>>, { ok: false }>['failure']>

async function removeServer(panel: Panel, account: PanelFacts['account'], order: Order): Promise<Removed> {
  const asked = panel.certainty === 'asked'
  const before = asked ? await panel.state(account) : null
  if (before?.ok === false) return before
  if (before?.value.presence === 'absent') return { ok: true, value: { outcome: 'absent', by: 'state' } }
  const answer = await panel.remove(account, order)
  if (!answer.ok) return answer
  if (!asked) return { ok: true, value: { outcome: panel.certainty === 'told' ? 'told' : 'recorded', by: 'remove' } }
  const after = await panel.state(account)
  if (!after.ok) return after
  if (after.value.presence === 'absent') return { ok: true, value: { outcome: 'removed', by: 'state' } }
  return { ok: false, failure: { reason: 'panel_broken', detail: 'said yes and still has the account' } }
}

async function keepProof({ db, now }: Context, ending: Ending, part: Deletion, panel: Panel, facts: PanelFacts, removal: Removal) {
  const { outcome, by } = removal
  const { account } = facts
  const proof = await proofOf(part, outcome, { account: ending.account, endedAt: ending.endedAt, panel: panel.name, by, at: now })
  const id = mint('commit', now)
  const gone = part === 'server' ? [recordPanelState(db, id, now, account, { presence: 'absent' }, facts.package)] : []
  await commit(db, { id, at: now, writes: [recordProof(db, id, now, ending, proof), ...gone] })
}
