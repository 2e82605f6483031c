/** S11: the parts of a purge, in their order, and whether it may go on. When it may begin says `accounts/rules/purge.ts`. */
import type { Instant } from '../../../shared/calendar.ts'
import { type Hold, holdRuns } from '../../rules/hold.ts'
import { decidePurge, type GatewayAnswer, type PurgeBlock, type PurgeDecision } from '../../rules/purge.ts'

/** What has to be gone, each by itself. Server data comes first: from then on nothing can bring the account back. */
export const DELETIONS = ['server', 'backups', 'dns'] as const
export type Deletion = (typeof DELETIONS)[number]

/** The gateways' answer comes before them: it is the ground on which anything may be deleted. */
export const PURGE_STEPS = ['gateway', ...DELETIONS] as const

/**
 * What the other side confirmed. `clear`: no gateway knows of money that is not in the books; `removed` and `absent`: the panel has
 * it no longer, or had it no longer; `told`: the panel took the order and cannot be asked; `recorded`: no panel is connected.
 */
export const PROOF_OUTCOMES = ['clear', 'removed', 'absent', 'told', 'recorded'] as const
export type ProofOutcome = (typeof PROOF_OUTCOMES)[number]

/** An account's ending: one that was undone may end again, and is purged anew. */
export interface Ending {
  readonly account: string
  readonly endedAt: Instant
}

/** What the gateways said, charge by charge. */
export interface Inquiry extends GatewayAnswer {
  readonly charges: readonly {
    readonly order: string
    readonly gateway: string
    /** The state of the charge, or the reason why there is no answer. */
    readonly says: string
  }[]
}

/** An account on its way out, as it is at one moment. */
export interface PurgeCase {
  /** Null: it runs again, or never ended. */
  readonly endedAt: Instant | null
  readonly blocks: readonly PurgeBlock[]
  readonly hold: Hold | null
  /** What the gateways said last, if that was asked for this ending. */
  readonly answer: GatewayAnswer | null
  /** From when on its data was being deleted; null: nothing was. */
  readonly deletingAt: Instant | null
}

export type PurgeStep = PurgeDecision | { readonly decision: 'not_ended' }

/**
 * S11, S13: what comes next for an ended account. Once its data is being deleted no payment can bring it back (it is refunded), so the
 * gateways are not asked again; a block or a hold still stops what is left.
 */
export function nextPurgeStep({ endedAt, blocks, hold, answer, deletingAt }: PurgeCase, now: Instant): PurgeStep {
  if (endedAt === null) return { decision: 'not_ended' }
  const held = holdRuns(hold, now)
  const begun: GatewayAnswer | null = deletingAt === null ? answer : { says: 'clear', askedAt: now }
  return decidePurge({ endedAt, blocks, held, answer: begun }, now)
}
