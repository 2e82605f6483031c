/** S11: the end of a purge: the account is purged, its event names every proof, and the customer is told. Or it failed, and staff are. */
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents, mailNotice } from '../../../db/changes.ts'
import { mint } from '../../../mint.ts'
import { HOUR } from '../../../shared/calendar.ts'
import { finishTasks, insertTask } from '../../../tasks/changes.ts'
import { moveAccount } from '../../changes.ts'
import { finishPurge } from '../changes.ts'
import { type PurgeReads, partPayments, readPurge, termsOfEnding } from '../reads.ts'
import { DELETIONS, type Ending } from '../rules/steps.ts'
import { purgeNotice } from '../rules/words.ts'

/** A failed purge is begun again by the sweep so much later. */
const AGAIN_AFTER_MS = 6 * HOUR

/** Throws when the row was moved by somebody else, so that the Workflow tries again. */
export async function completePurge(context: Context, ending: Ending): Promise<'purged' | 'stopped'> {
  const { db, now } = context
  const reads = await readPurge(db, ending.account)
  if (reads?.purge == null || reads.facts.endedAt !== ending.endedAt) return 'stopped'
  if (reads.purge.finishedAt !== null) return 'purged'
  if (DELETIONS.some((part) => !reads.proofs.some(({ step }) => step === part))) return 'stopped'
  const { account, proofs } = reads
  const [version, partPaymentsRupiah] = await Promise.all([termsOfEnding(db, account, now), partPayments(db, account.id)])
  const clause = { document: 'terms', version, id: 'S11' }
  const id = mint('commit', now)
  const kind = purgeNotice(proofs)
  const notice = {
    ...{ customer: account.customer, subject: account.id, kind, cycle: `purge-${ending.endedAt}` },
    body: { clause, account: account.id, domain: account.domain, dueOn: account.dueOn, owedRupiah: 0, at: now },
  }
  const body = { clause, from: account.state, to: 'purged', endedAt: ending.endedAt, proofs: namedProofs(proofs), partPaymentsRupiah }
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, { state: 'purged', nextAction: null, nextActionAt: null }), expected: 1 },
    writes: [
      finishPurge(db, id, now, ending),
      insertEvents(db, id, now, [{ entity: account.id, version: account.version + 1, type: 'account.purged', body }]),
      ...mailNotice(db, id, now, notice),
      ...(kind === 'purge_by_hand' ? [insertTask(db, id, now, deletionByHand(account))] : []),
      // What a person was to find out before it could be done is done without them.
      finishTasks(db, id, now, { subject: account.id, topic: '', kinds: ['purge_failed', 'purge_gateway_unclear'] }, 'purge'),
    ],
  })
  if (!written.ok) throw new Error('lost_race')
  return 'purged'
}

/** Without a panel nobody deletes but a person. */
const deletionByHand = ({ id, customer }: PurgeReads['account']) =>
  ({ kind: 'purge_by_hand', subject: id, customer, body: { parts: DELETIONS } }) as const

/** Each part with what the other side confirmed and the digest of the proof. */
function namedProofs(proofs: PurgeReads['proofs']) {
  return Object.fromEntries(proofs.map(({ step, outcome, digest, at }) => [step, { outcome, digest, at }]))
}

/** Every retry was in vain. A person is told once; the sweep begins again later, where it stopped. */
export async function reportFailedPurge({ db, now }: Context, ending: Ending, reason: string): Promise<'failed'> {
  const reads = await readPurge(db, ending.account)
  if (reads?.purge == null || reads.purge.finishedAt !== null || reads.facts.endedAt !== ending.endedAt) return 'failed'
  const { account, purge, proofs } = reads
  const id = mint('commit', now)
  const body = { endedAt: ending.endedAt, attempt: purge.attempt, done: proofs.map(({ step }) => step), reason }
  const task = { kind: 'purge_failed' as const, subject: account.id, customer: account.customer, body }
  const statement = moveAccount(db, account, id, { nextAction: 'purge', nextActionAt: now + AGAIN_AFTER_MS })
  const written = await commit(db, { id, at: now, guard: { statement, expected: 1 }, writes: [insertTask(db, id, now, task)] })
  if (!written.ok) throw new Error('lost_race')
  return 'failed'
}
