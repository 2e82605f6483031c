/** Doors of what only a person can do: open tasks, and what could not be delivered. */
import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../../../auth/middleware.ts'
import { openDoor } from '../../../door.ts'
import { requireKey } from '../../../guards.ts'
import { refuse } from '../../../problem.ts'
import { body, IdempotencyHeaders, idParams, json, Nothing } from '../../../shapes.ts'
import { attendLetter, completeTask, deliverAgain } from '../actions.ts'
import { pageOf, placeFrom } from '../page.ts'
import { LETTER_PROBLEMS, TASK_PROBLEMS } from '../problems.ts'
import { readLetters } from '../reads/letters.ts'
import { readTasks } from '../reads/tasks.ts'
import { AgainAnswer, DoneAnswer, LetterList, TaskList, TaskQuery } from '../schemas/tasks.ts'
import { letterView, taskView } from '../views.ts'
import { placeQuery } from './place.ts'

const getTasks = createRoute({
  method: 'get',
  path: '/staff/tasks',
  summary: 'Open tasks, the oldest first',
  middleware: [requireStaff] as const,
  request: { query: TaskQuery },
  responses: { 200: json(TaskList, 'A page of 25, and how many there are of each kind.') },
})

const postDone = createRoute({
  method: 'post',
  path: '/staff/tasks/{id}/done',
  summary: 'Say that it is done; twice, it was done once',
  middleware: [requireStaff] as const,
  request: { params: idParams, body: body(Nothing) },
  responses: { 200: json(DoneAnswer, 'By whom and when, whoever asks.') },
})

const getLetters = createRoute({
  method: 'get',
  path: '/staff/dead-letters',
  summary: 'Mail and orders to the panel that could not be delivered, and what stood in for them (S14)',
  middleware: [requireStaff] as const,
  request: { query: placeQuery },
  responses: { 200: json(LetterList, 'A page of 25, the oldest first.') },
})

const postAgain = createRoute({
  method: 'post',
  path: '/staff/dead-letters/{id}/again',
  summary: 'Order it again, where twice has the effect of once',
  middleware: [requireStaff, requireKey] as const,
  request: { headers: IdempotencyHeaders, params: idParams, body: body(Nothing) },
  responses: { 201: json(AgainAnswer, 'Ordered; its task is done.') },
})

const postAttended = createRoute({
  method: 'post',
  path: '/staff/dead-letters/{id}/attended',
  summary: 'Say that it was seen to otherwise',
  middleware: [requireStaff] as const,
  request: { params: idParams, body: body(Nothing) },
  responses: { 200: json(DoneAnswer, 'It is off the list; its task is done.') },
})

export const taskDoors = openDoor()
  .openapi(getTasks, async (c) => {
    const { kind, after } = c.req.valid('query')
    const { tasks, kinds } = await readTasks(c.var.context.db, kind ?? null, placeFrom(after))
    const { items, next } = pageOf(tasks, ({ createdAt: at, id }) => ({ at, id }))
    return c.json({ kinds, tasks: items.map(taskView), next }, 200)
  })
  .openapi(postDone, async (c) => {
    const done = await completeTask(c.var.context, c.var.visitor.user.id, c.req.valid('param').id)
    return done.ok ? c.json(done.value, 200) : refuse(c, TASK_PROBLEMS, done.failure)
  })
  .openapi(getLetters, async (c) => {
    const { items, next } = pageOf(await readLetters(c.var.context.db, placeFrom(c.req.valid('query').after)), ({ at, id }) => ({ at, id }))
    return c.json({ letters: items.map(letterView), next }, 200)
  })
  .openapi(postAgain, async (c) => {
    const made = await deliverAgain(c.var.context, c.var.visitor.user.id, c.req.valid('param').id, c.var.key)
    return made.ok ? c.json(made.value, 201) : refuse(c, LETTER_PROBLEMS, made.failure)
  })
  .openapi(postAttended, async (c) => {
    const done = await attendLetter(c.var.context, c.var.visitor.user.id, c.req.valid('param').id)
    return done.ok ? c.json(done.value, 200) : refuse(c, LETTER_PROBLEMS, done.failure)
  })
