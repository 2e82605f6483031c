import * as z from 'zod'
import { DELETIONS, PROOF_OUTCOMES, PURGE_STEPS } from './rules/steps.ts'

export const PurgeProof = z.object({
  endedAt: z.iso.datetime().describe('When the account ended.'),
  purgedAt: z.iso.datetime().nullable().describe('When the last part was gone; null while it is under way.'),
  missing: z.array(z.enum(DELETIONS)).describe('Parts that are still to be deleted.'),
  parts: z
    .array(
      z.object({
        part: z.enum(PURGE_STEPS),
        name: z.string(),
        outcome: z.enum(PROOF_OUTCOMES),
        text: z.string().describe('What the other side confirmed, in the reader’s language.'),
        at: z.iso.datetime(),
        proof: z.string().describe('Canonical JSON (RFC 8785), as it was kept.'),
        digest: z.string().describe('SHA-256 of `proof`, hex; the event `account.purged` names it.'),
      }),
    )
    .describe('In the order of the purge.'),
})
export type PurgeProof = z.infer<typeof PurgeProof>
