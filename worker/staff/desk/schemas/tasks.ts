import * as z from 'zod'
import { NOT_AGAIN } from '../rules/again.ts'

const Subject = {
  subject: z.string().describe('Id of what it is about.'),
  domain: z.string().nullable().describe('Where it is about an account.'),
  customer: z.string().nullable(),
}

export const TaskView = z.object({
  id: z.string(),
  kind: z.string(),
  ...Subject,
  topic: z.string(),
  facts: z.record(z.string(), z.unknown()).describe('Ids, codes and numbers that were known when it was made.'),
  createdAt: z.iso.datetime(),
})
export type TaskView = z.infer<typeof TaskView>

export const Kinds = z.array(z.object({ kind: z.string(), count: z.int() })).describe('Of the oldest thousand open ones.')

export const TaskList = z.object({
  kinds: Kinds,
  tasks: z.array(TaskView),
  next: z.string().nullable().describe('`after` of the next page.'),
})

export const DoneAnswer = z.object({ doneAt: z.iso.datetime(), doneBy: z.string().describe('Id of the staff user.') })
export type DoneAnswer = z.infer<typeof DoneAnswer>

export const LetterView = z.object({
  id: z.string(),
  kind: z.string().describe('`mail` or `panel`.'),
  what: z.string().describe('Kind of mail, or what the panel was asked to do.'),
  outcome: z.enum(['undeliverable', 'bounced', 'given_up']),
  ...Subject,
  at: z.iso.datetime(),
  attempts: z.int(),
  detail: z.string().nullable().describe('The code with which it failed.'),
  standsIn: z
    .object({ postedAt: z.iso.datetime(), countsFrom: z.iso.datetime().nullable() })
    .nullable()
    .describe('The posting in the portal inbox that stands in for a mail, and from when it counts.'),
  notAgain: z.enum(NOT_AGAIN).nullable().describe('Why it cannot be ordered again; null: it can.'),
})
export type LetterView = z.infer<typeof LetterView>

export const LetterList = z.object({ letters: z.array(LetterView), next: z.string().nullable() })

export const AgainAnswer = z.object({ orderedAt: z.iso.datetime(), orderedBy: z.string() })
export type AgainAnswer = z.infer<typeof AgainAnswer>

export const TaskQuery = z.object({
  kind: z.string().max(60).optional(),
  after: z.string().max(300).optional().describe('`next` of the page before.'),
})
