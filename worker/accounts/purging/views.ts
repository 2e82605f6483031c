/** What a customer is shown of the purge of their account (S11). */
import type { Context } from '../../context.ts'
import { readPurge } from './reads.ts'
import { DELETIONS, PURGE_STEPS } from './rules/steps.ts'
import { PART_NAMES, proofWords } from './rules/words.ts'
import type { PurgeProof } from './schemas.ts'

/** Undefined for another customer's account, and for one of which nothing was deleted. */
export async function showPurge({ db, language }: Context, customer: string, id: string): Promise<PurgeProof | undefined> {
  const found = await readPurge(db, id)
  if (found?.account.customer !== customer || found.purge?.deletingAt == null) return undefined
  const { purge, proofs } = found
  return {
    endedAt: new Date(purge.endedAt).toISOString(),
    purgedAt: purge.finishedAt === null ? null : new Date(purge.finishedAt).toISOString(),
    missing: DELETIONS.filter((part) => !proofs.some(({ step }) => step === part)),
    parts: PURGE_STEPS.flatMap((part) => proofs.filter(({ step }) => step === part)).map(({ step, outcome, at, proof, digest }) => ({
      ...{ part: step, name: PART_NAMES[step][language], outcome, text: proofWords(step, outcome)[language] },
      ...{ at: new Date(at).toISOString(), proof, digest },
    })),
  }
}
