import * as z from 'zod'
import { ClauseLink } from '../../policies/clause-link.ts'
import { ACTS } from '../rules/lifecycle-beside.ts'

/** A person's own words: lines, but no other control character. */
export const Words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^(\P{Cc}|[\n\r\t])*$/u)

const reason = Words(10, 500)

export const NewHold = z.strictObject({
  until: z.iso.datetime({ offset: true }).nullable().describe('First instant after the hold; null: until staff end it.'),
  reason: reason.describe('Why; told to the customer.'),
})
export type NewHold = z.infer<typeof NewHold>

export const NewViolation = z.strictObject({
  reason: reason.describe('What the customer did against the terms; told to the customer.'),
  evidence: Words(10, 4000).describe('What shows it; kept with the file.'),
})
export type NewViolation = z.infer<typeof NewViolation>

export const NewPurgeBlock = z.strictObject({
  subject: Words(3, 200).describe('The order of the authority, as it names itself.'),
  reason: reason.describe('Why; for staff.'),
})
export type NewPurgeBlock = z.infer<typeof NewPurgeBlock>

/** What ends goes with a reason too. */
export const Ending = z.strictObject({ reason: reason.describe('Why it ends.') })
export type Ending = z.infer<typeof Ending>

export const ActAnswer = z.object({
  account: z.string(),
  act: z.enum(ACTS),
  at: z.iso.datetime(),
  serviceRuns: z.boolean().describe('Whether the panel is asked to have the service on, after it.'),
  purgeBlock: z.string().nullable().describe('Id of the block placed or lifted.'),
  clause: ClauseLink.nullable(),
})
export type ActAnswer = z.infer<typeof ActAnswer>
