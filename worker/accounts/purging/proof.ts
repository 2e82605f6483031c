import { hex } from '../../db/idempotency.ts'
import { canonical } from '../../shared/canonical.ts'
import type { ProofOutcome, PURGE_STEPS } from './rules/steps.ts'

/** S11: what is kept of a part that was done, and the digest that the event names. Ids, names of functions and numbers only. */
export async function proofOf(step: (typeof PURGE_STEPS)[number], outcome: ProofOutcome, facts: object) {
  const proof = canonical({ step, outcome, ...facts })
  const digest = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(proof)))
  return { step, outcome, proof, digest }
}
