import * as z from 'zod'
import { Kinds, LetterView, TaskView } from './tasks.ts'
import { UnmatchedView } from './unmatched.ts'

const figure = { count: z.int(), more: z.boolean().describe('There are more than are counted.') }

export const Today = z.object({
  now: z.iso.datetime(),
  clocks: z.object({
    suspend: z.int().describe('Accounts due to be suspended until the end of today.'),
    terminate: z.int(),
    more: figure.more,
    first: z.array(
      z.object({
        account: z.string(),
        customer: z.string(),
        domain: z.string(),
        action: z.enum(['suspend', 'terminate']),
        at: z.iso.datetime(),
      }),
    ),
  }),
  tasks: z.object({ ...figure, kinds: Kinds, first: z.array(TaskView) }),
  unmatched: z.object({ ...figure, first: z.array(UnmatchedView) }),
  breaker: z.object({
    trippedAt: z.iso.datetime().nullable().describe('Null: terminations happen by themselves.'),
    waiting: z.int().describe('Terminations held back.'),
    more: figure.more,
  }),
  deadLetters: z.object({
    ...figure,
    mail: z.int().describe('Mail that came back or never went.'),
    given_up: z.int(),
    first: z.array(LetterView),
  }),
})
export type Today = z.infer<typeof Today>
