/** Whether a version can be decided about, and whether what is said about it is true (P1, S1, Binding). Pure. */

import type { Document, Language } from '../../../content/schema.ts'
import type { Decision as PastDecision } from '../../policies/rules/binding.ts'
import { acceptableAt, inForceAt } from '../../policies/rules/in-force.ts'
import { type PolicyVersion, versionNamed } from '../../policies/rules/version.ts'
import { DAY_OF_24_HOURS, startOfDay } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'

export interface Claim {
  readonly document: Document
  readonly version: string
  readonly language: Language
  readonly digest: string
  readonly shownAt: number
}

interface About {
  readonly document: Document
  readonly version: string
}

export type ClaimFailure =
  | ({ readonly reason: 'unknown_version' } & About)
  | ({
      readonly reason: 'version_not_acceptable'
      readonly why: 'superseded' | 'not_published' | 'not_in_force'
      readonly inForce: string | null
    } & About)
  | ({ readonly reason: 'wrong_digest'; readonly language: Language; readonly digest: string } & About)
  | ({ readonly reason: 'shown_in_future'; readonly shownAt: number; readonly now: number } & About)
  | ({ readonly reason: 'shown_too_long_ago'; readonly shownAt: number; readonly now: number; readonly limitHours: number } & About)

export type DecisionFailure =
  | ClaimFailure
  | ({ readonly reason: 'already_decided'; readonly decision: 'accepted' | 'declined'; readonly decidedAt: number } & About)

/** What was shown longer ago than this has to be shown again. */
const SHOWN_AT_MOST_HOURS = 24
/** Clocks of the reader's page and of the server may differ by a little; more is a claim about the future. */
const FUTURE_TOLERANCE_MS = 5_000

/**
 * A version that is in force (for new or for existing customers) or published and upcoming can be decided about,
 * with the digest of exactly the bytes of the language in which it was shown, and shown within the last 24 hours.
 */
export function checkClaim(
  versions: readonly PolicyVersion[],
  claim: Claim,
  now: number,
  timeZone: string,
): Result<PolicyVersion, ClaimFailure> {
  const { document, version, language, shownAt } = claim
  const about = { document, version }
  const named = versionNamed(versions, document, version)
  if (!named) return fail({ reason: 'unknown_version', ...about })
  const acceptable = acceptableAt(versions, document, now, timeZone)
  if (!acceptable.includes(named)) {
    const why = startOfDay(named.published, timeZone) > now ? 'not_published' : 'superseded'
    const inForce = inForceAt(versions, document, now, 'new', timeZone)?.version ?? null
    return fail({ reason: 'version_not_acceptable', why, inForce, ...about })
  }
  if (named.digests[language] !== claim.digest) return fail({ reason: 'wrong_digest', language, digest: named.digests[language], ...about })
  if (shownAt > now + FUTURE_TOLERANCE_MS) return fail({ reason: 'shown_in_future', shownAt, now, ...about })
  if (shownAt < now - SHOWN_AT_MOST_HOURS * (DAY_OF_24_HOURS / 24)) {
    return fail({ reason: 'shown_too_long_ago', shownAt, now, limitHours: SHOWN_AT_MOST_HOURS, ...about })
  }
  return ok(named as PolicyVersion)
}

/**
 * A registration accepts exactly the versions that are in force for new customers: an upcoming one, or one that only existing
 * customers still have, is a decision for later or for others.
 */
export function checkFirstClaim(
  versions: readonly PolicyVersion[],
  claim: Claim,
  now: number,
  timeZone: string,
): Result<PolicyVersion, ClaimFailure> {
  const checked = checkClaim(versions, claim, now, timeZone)
  if (!checked.ok) return checked
  const { document, version } = claim
  const inForce = inForceAt(versions, document, now, 'new', timeZone)?.version ?? null
  if (version === inForce) return checked
  const why = inForce !== null && version < inForce ? 'superseded' : 'not_in_force'
  return fail({ reason: 'version_not_acceptable', why, inForce, document, version })
}

/**
 * A version is accepted once. It may be declined before, once, and the decline is taken back by accepting;
 * what was accepted cannot be declined any more: leaving is cancelling, not unsaying.
 */
export function checkUndecided(
  past: readonly PastDecision[],
  claim: About & { readonly decision: 'accepted' | 'declined' },
): Result<true, DecisionFailure> {
  const about = { document: claim.document, version: claim.version }
  const mine = past.filter((one) => one.document === claim.document && one.version === claim.version)
  const blocking = claim.decision === 'accepted' ? ['accepted'] : ['accepted', 'declined']
  const earlier = mine.find((one) => blocking.includes(one.decision))
  if (!earlier) return ok(true)
  const decision = earlier.decision === 'declined' ? 'declined' : 'accepted'
  return fail({ reason: 'already_decided', decision, decidedAt: earlier.decidedAt, ...about })
}
