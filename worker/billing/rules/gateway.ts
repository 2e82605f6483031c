/**
 * What a payment gateway tells us of a transaction, and the money that follows (S13, S16 and the reading “Payment instant”).
 *
 * Gateways repeat themselves, send in any order, and go on talking after the end: `pending` after `settlement`, `expire` after a
 * payment. So every sighting is joined to what is known by taking the further of the two in each respect. Joining is commutative,
 * associative and idempotent: any order of the same sightings, with any repetitions, ends in the same state and the same money.
 */
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'

/** From the least to the furthest. A transaction only ever moves to the right. */
const GATEWAY_STATES = ['pending', 'denied', 'cancelled', 'expired', 'settled', 'refunded', 'charged_back'] as const
export type GatewayState = (typeof GATEWAY_STATES)[number]

/** One look at a transaction: a gateway's answer when asked for its status. */
export interface Sighting {
  readonly state: GatewayState
  /** What the customer was to pay, or did pay. */
  readonly amountRupiah: Rupiah
  /** When the gateway says it was paid; what counts. Null while unpaid. */
  readonly settledAt: Instant | null
  /** The money is promised but can still be taken back by a cancellation: a card payment before its settlement. */
  readonly provisional: boolean
  /** Everything paid back so far, and everything a bank has taken back so far; null: some, but the gateway does not say how much. */
  readonly refundedRupiah: Rupiah | null
  readonly chargedBackRupiah: Rupiah | null
}

/** What is known of a transaction from all sightings together. */
export interface GatewayFacts {
  readonly state: GatewayState
  /** What was paid; 0 while nothing was. */
  readonly amountRupiah: Rupiah
  readonly settledAt: Instant | null
  readonly wasProvisional: boolean
  readonly wasCancelled: boolean
  readonly refundedRupiah: Rupiah
  readonly chargedBackRupiah: Rupiah
  /** Money went back and nobody said how much: a person has to look. */
  readonly unclearReversal: boolean
}

export const NOTHING_SEEN: GatewayFacts = {
  state: 'pending',
  amountRupiah: 0,
  settledAt: null,
  wasProvisional: false,
  wasCancelled: false,
  refundedRupiah: 0,
  chargedBackRupiah: 0,
  unclearReversal: false,
}

const rank = (state: GatewayState) => GATEWAY_STATES.indexOf(state)
const further = (a: GatewayState, b: GatewayState): GatewayState => (rank(b) > rank(a) ? b : a)
const earlier = (a: Instant | null, b: Instant | null): Instant | null => (a === null ? b : b === null ? a : Math.min(a, b))

/** Whether the customer's money arrived, whatever became of it later. */
export const hasPaid = (state: GatewayState): boolean => rank(state) >= rank('settled')

/**
 * Joins one more sighting. Of two times of payment the earlier counts: what is unclear is read for the customer. What was asked for is
 * not what was paid: only a payment's amount counts.
 */
export function join(facts: GatewayFacts, sighting: Sighting): GatewayFacts {
  return {
    state: further(facts.state, sighting.state),
    amountRupiah: Math.max(facts.amountRupiah, sighting.settledAt === null ? 0 : sighting.amountRupiah),
    settledAt: earlier(facts.settledAt, sighting.settledAt),
    wasProvisional: facts.wasProvisional || sighting.provisional,
    wasCancelled: facts.wasCancelled || sighting.state === 'cancelled',
    refundedRupiah: Math.max(facts.refundedRupiah, sighting.refundedRupiah ?? 0),
    chargedBackRupiah: Math.max(facts.chargedBackRupiah, sighting.chargedBackRupiah ?? 0),
    unclearReversal: facts.unclearReversal || sighting.refundedRupiah === null || sighting.chargedBackRupiah === null,
  }
}

/** What has been entered in the books for a transaction so far. */
export interface Booked {
  readonly paidRupiah: Rupiah
  readonly refundedRupiah: Rupiah
  readonly chargedBackRupiah: Rupiah
}

export const NOTHING_BOOKED: Booked = { paidRupiah: 0, refundedRupiah: 0, chargedBackRupiah: 0 }

export interface MoneyEntry {
  readonly kind: 'payment' | 'refund' | 'chargeback'
  /** Positive for a payment, negative for what went back. */
  readonly amountRupiah: Rupiah
  /** When the customer paid; null for what went back. */
  readonly paidAt: Instant | null
  /** Total of this kind after the entry: with the transaction it names the entry, so that nobody can make it twice. */
  readonly totalRupiah: Rupiah
}

/**
 * A card payment that was promised and then cancelled never settled: the whole of it went back.
 * A cancellation of anything else that was paid is refused by the gateways, so it says nothing about the money.
 */
const refundedOf = (facts: GatewayFacts): Rupiah => (facts.wasProvisional && facts.wasCancelled ? facts.amountRupiah : facts.refundedRupiah)

/**
 * The entries still to be made, in the order in which they are to be made. Entries are only ever added: money that goes back is a
 * new negative entry, and what was entered is never taken out again.
 *
 * @param now a gateway's clock may run ahead of ours; nobody pays in the future.
 */
export function moneyDue(facts: GatewayFacts, booked: Booked, now: Instant): readonly MoneyEntry[] {
  const paid = facts.settledAt !== null && (hasPaid(facts.state) || facts.wasProvisional)
  if (!paid) return []
  const entries: MoneyEntry[] = []
  if (booked.paidRupiah === 0 && facts.amountRupiah > 0) {
    const paidAt = Math.min(facts.settledAt ?? now, now)
    entries.push({ kind: 'payment', amountRupiah: facts.amountRupiah, paidAt, totalRupiah: facts.amountRupiah })
  }
  const reversal = (kind: 'refund' | 'chargeback', total: Rupiah, before: Rupiah) => {
    if (total > before) entries.push({ kind, amountRupiah: before - total, paidAt: null, totalRupiah: total })
  }
  reversal('refund', refundedOf(facts), booked.refundedRupiah)
  reversal('chargeback', facts.chargedBackRupiah, booked.chargedBackRupiah)
  return entries
}

/** The books after the entries were made. */
export function book(booked: Booked, entries: readonly MoneyEntry[]): Booked {
  const total = (kind: MoneyEntry['kind'], before: Rupiah) => entries.findLast((entry) => entry.kind === kind)?.totalRupiah ?? before
  return {
    paidRupiah: total('payment', booked.paidRupiah),
    refundedRupiah: total('refund', booked.refundedRupiah),
    chargedBackRupiah: total('chargeback', booked.chargedBackRupiah),
  }
}
