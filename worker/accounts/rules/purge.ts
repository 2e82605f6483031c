/**
 * S11: nothing is kept of an account that stopped subscribing; site data and backups are deleted. Deleting cannot be undone, and a
 * payment made in time may still be on its way (S13, the reading “Payment instant”). So the purge waits, asks the gateway once
 * more, and does not run while anything stands against it.
 */
import { HOUR, type Instant } from '../../shared/calendar.ts'

/** Gateways report a settlement up to a day late; two hours more are for their own delays. */
export const PURGE_WAIT_HOURS = 26

/** An answer of this age says too little about now. */
export const ANSWER_FRESH_HOURS = 1

/** What the gateways said of every charge of the account's open or closed invoices, taken together. */
export interface GatewayAnswer {
  /** `clear`: nothing is open and nothing was paid that is not in the books; `silent`: no answer came. */
  readonly says: 'clear' | 'pending' | 'settled' | 'silent'
  readonly askedAt: Instant
}

export const PURGE_BLOCK_KINDS = ['open_claim', 'open_data_request', 'legal_hold'] as const
export interface PurgeBlock {
  readonly kind: (typeof PURGE_BLOCK_KINDS)[number]
  /** What it is: the claim, the request, or the order of the authority. */
  readonly subject: string
}

export interface PurgeFacts {
  /** The termination, or the customer's cancellation at the end of the term. */
  readonly endedAt: Instant
  readonly blocks: readonly PurgeBlock[]
  readonly held: boolean
  readonly answer: GatewayAnswer | null
}

export type PurgeDecision =
  | { readonly decision: 'purge'; readonly clause: 'S11' }
  | { readonly decision: 'wait'; readonly until: Instant }
  | { readonly decision: 'blocked'; readonly blocks: readonly PurgeBlock[] }
  | { readonly decision: 'held' }
  | { readonly decision: 'ask_gateway' }
  | { readonly decision: 'enter_payment_first' }

/** S11: the first instant at which an ended account may be purged. */
export function purgeableAt(endedAt: Instant): Instant {
  return endedAt + PURGE_WAIT_HOURS * HOUR
}

/** S11, S13: whether the purge runs now, and if not, what it waits for. Silence and a pending payment are asked about again. */
export function decidePurge({ endedAt, blocks, held, answer }: PurgeFacts, now: Instant): PurgeDecision {
  const from = purgeableAt(endedAt)
  if (now < from) return { decision: 'wait', until: from }
  if (blocks.length > 0) return { decision: 'blocked', blocks }
  if (held) return { decision: 'held' }
  if (answer === null || answer.askedAt < from || now - answer.askedAt >= ANSWER_FRESH_HOURS * HOUR) return { decision: 'ask_gateway' }
  if (answer.says === 'settled') return { decision: 'enter_payment_first' }
  if (answer.says !== 'clear') return { decision: 'wait', until: answer.askedAt + ANSWER_FRESH_HOURS * HOUR }
  return { decision: 'purge', clause: 'S11' }
}
