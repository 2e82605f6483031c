/** What staff do at their desk: tasks are done, and what could not be delivered is ordered once more or seen to. */
import { eq } from 'drizzle-orm'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, queueNotice } from '../../db/changes.ts'
import { answerQuery, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import { mint } from '../../mint.ts'
import { queueOrders } from '../../panel/orders.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { tasks } from '../../tasks/tables.ts'
import { type Attended, attendDelivery, finishTask, finishTaskOfDelivery, postAgain } from './changes.ts'
import type { AgainFailure, LetterFailure, TaskFailure } from './problems.ts'
import { type Letter, readLetter } from './reads/letters.ts'
import { whyNotAgain } from './rules/again.ts'
import type { AgainAnswer, DoneAnswer } from './schemas/tasks.ts'

const answerOf = (at: number, by: string): DoneAnswer => ({ doneAt: new Date(at).toISOString(), doneBy: by })

/** Done twice, it was done once, by whoever was first. @param by id of the staff user. */
export async function completeTask(context: Context, by: string, id: string): Promise<Result<DoneAnswer, TaskFailure>> {
  const { db, now } = context
  const task = await readTask(context, id)
  if (task === undefined) return fail({ reason: 'task_not_found' })
  if (task.doneAt !== null) return ok(answerOf(task.doneAt, task.doneBy ?? ''))
  const { delivery } = JSON.parse(task.body) as { delivery?: unknown }
  const attended = { by, at: now, commitId: mint('commit', now) }
  const event = { entity: id, version: 1, type: 'task.done', body: { kind: task.kind, subject: task.subject, by } }
  const done = await commit(db, {
    id: attended.commitId,
    at: now,
    guard: { statement: finishTask(id, attended), expected: 1 },
    writes: [
      ...(typeof delivery === 'string' ? [attendDelivery(delivery, attended)] : []),
      insertEvents(db, attended.commitId, now, [event]),
    ],
  })
  if (done.ok) return ok(answerOf(now, by))
  const faster = await readTask(context, id)
  return ok(answerOf(faster?.doneAt ?? now, faster?.doneBy ?? by))
}

async function readTask({ db }: Context, id: string) {
  const [task] = await db.select().from(tasks).where(eq(tasks.id, id))
  return task
}

/** Seen to otherwise: by telephone, or at the panel by hand. */
export async function attendLetter(context: Context, by: string, id: string): Promise<Result<DoneAnswer, LetterFailure>> {
  const letter = await readLetter(context.db, id)
  if (letter === undefined) return fail({ reason: 'delivery_not_found' })
  if (letter.attendedAt !== null) return fail({ reason: 'already_attended', attendedAt: letter.attendedAt })
  const attended = { by, at: context.now, commitId: mint('commit', context.now) }
  const done = await attend(context, letter, attended, 'delivery.attended', [])
  return done.ok ? ok(answerOf(context.now, by)) : done
}

/** S14: orders the same thing from the world outside again, in the commit that takes it off the list of failures. */
export async function deliverAgain(context: Context, by: string, id: string, key: string): Promise<Result<AgainAnswer, AgainFailure>> {
  const { db, now } = context
  const request = await keyedRequest(context, by, `POST /staff/dead-letters/${id}/again`, key, {})
  const again = repeated<AgainAnswer>(request, await answerQuery(db, request, now))
  if (again) return again
  const letter = await readLetter(db, id)
  if (letter === undefined) return fail({ reason: 'delivery_not_found' })
  if (letter.attendedAt !== null) return fail({ reason: 'already_attended', attendedAt: letter.attendedAt })
  const why = whyNotAgain(failedOf(letter))
  if (why !== null) return fail({ reason: 'not_deliverable_again', why })
  const attended = { by, at: now, commitId: mint('commit', now) }
  const answer: AgainAnswer = { orderedAt: new Date(now).toISOString(), orderedBy: by }
  const orders = [...ordersOf(context, letter, attended.commitId), ...rememberAnswer(db, request, now, 201, answer)]
  const done = await attend(context, letter, attended, 'delivery.ordered_again', orders)
  if (done.ok) return ok(answer)
  // The same request was faster a moment ago: its answer is ours.
  return repeated<AgainAnswer>(request, await answerQuery(db, request, now)) ?? done
}

/** As the rule of repeating sees it. */
export const failedOf = ({ kind, what, postedAt, invoiceState }: Letter) => ({
  ...{ kind, what, posted: postedAt !== null },
  stillOwed: invoiceState === null ? null : invoiceState === 'issued',
})

function ordersOf({ db, now }: Context, { kind, subject, what, customer, cycle }: Letter, commitId: string) {
  if (kind === 'panel') return [queueOrders(db, commitId, now, [{ account: subject, order: 'align', reason: 'ordered again by staff' }])]
  if (customer === null || cycle === null) return []
  const notice = { customer, subject, kind: what, cycle, body: {} }
  return [postAgain(notice, commitId), queueNotice(db, commitId, now, notice)]
}

function attend({ db, now }: Context, letter: Letter, attended: Attended, type: string, orders: Parameters<typeof commit>[1]['writes']) {
  const { id, kind, subject, what } = letter
  return commit(db, {
    id: attended.commitId,
    at: now,
    guard: { statement: attendDelivery(id, attended), expected: 1 },
    writes: [
      finishTaskOfDelivery(subject, id, attended),
      insertEvents(db, attended.commitId, now, [{ entity: id, version: 1, type, body: { kind, subject, what, by: attended.by } }]),
      ...orders,
    ],
  })
}
