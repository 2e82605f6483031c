/** Random histories of one account, for the tests of its life: events, holds, blocks and a sweep in any order. */
import fc from 'fast-check'
import { advance, type Move } from '../../worker/accounts/rules/lifecycle.ts'
import type { LifecycleAccount, LifecycleEvent, Standing } from '../../worker/accounts/rules/lifecycle-account.ts'
import {
  blockPurge,
  declareViolation,
  endHold,
  liftViolation,
  placeHold,
  unblockPurge,
} from '../../worker/accounts/rules/lifecycle-beside.ts'
import type { LifecyclePromise } from '../../worker/accounts/rules/lifecycle-guards.ts'
import { addDays, DAY_OF_24_HOURS, dayOf, HOUR } from '../../worker/shared/calendar.ts'

const zone = 'Asia/Jakarta'
const promise: LifecyclePromise = {
  version: '2026-12-15',
  late: { suspendAfterDays: 2, terminateAfterDays: 7 },
  order: { cancelAfterDays: 2 },
  timeZone: zone,
  zoneAbbreviation: 'WIB',
}
const START = Date.parse('2027-02-26T03:00Z')
const block = { kind: 'legal_hold', subject: 'Order 7.' } as const

type Act = (account: LifecycleAccount, now: number) => LifecycleAccount | LifecycleEvent
const keep = (account: LifecycleAccount, result: { ok: true; value: LifecycleAccount } | { ok: false }) =>
  result.ok ? result.value : account

const money = fc.constantFrom(0, 0, 1)
const ago = fc.integer({ min: -DAY_OF_24_HOURS, max: 12 * DAY_OF_24_HOURS })
const says = fc.constantFrom('clear', 'clear', 'pending', 'settled', 'silent')
const event: fc.Arbitrary<Act> = fc.oneof(
  ...(['mark_overdue', 'post_overdue_notice', 'suspend', 'post_termination_warning', 'terminate', 'term_ended'] as const).map((type) =>
    fc.constant<Act>(() => ({ type })),
  ),
  money.map<Act>((stillOwed) => ({ dueOn }) => ({ type: 'paid', stillOwed, nextDueOn: addDays(dueOn, 30) })),
  fc.tuple(money, ago).map<Act>(([stillOwed, before]) => ({ dueOn }, now) => ({
    type: 'paid_before_end',
    settledAt: now - before,
    stillOwed,
    nextDueOn: addDays(dueOn, 30),
  })),
  ago.map<Act>((before) => (_account, now) => ({ type: 'paid_after_end', settledAt: now - before })),
  fc.constant<Act>(({ dueOn }, now) => ({
    type: 'payment_reversed',
    stillOwed: 5,
    periodFrom: addDays(dueOn, -30),
    dueOn: dayOf(now, zone),
  })),
  fc.tuple(fc.constantFrom('term_extended', 'lateness_cured'), fc.integer({ min: -1, max: 40 })).map<Act>(
    ([type, days]) =>
      ({ dueOn }) =>
        ({ type, dueOn: addDays(dueOn, days) }) as LifecycleEvent,
  ),
  fc.tuple(fc.constantFrom('order_expired', 'purged'), says, ago).map<Act>(
    ([type, word, before]) =>
      (_account, now) =>
        ({ type, answer: { says: word, askedAt: now - Math.abs(before) * (before % 3 === 0 ? 1 : 0) } }) as LifecycleEvent,
  ),
)
const beside: fc.Arbitrary<Act> = fc.oneof(
  fc
    .integer({ min: 1, max: 90 })
    .map<Act>(
      (hours) => (a, now) => keep(a, placeHold(a, { kind: 'staff', placedAt: now, until: now + hours * HOUR, reason: 'Asked for.' }, now)),
    ),
  fc.constant<Act>((a, now) => keep(a, endHold(a, now))),
  fc.constant<Act>((a, now) => keep(a, declareViolation(a, { declaredAt: now, reason: 'Abuse.', evidence: 'Log 3.' }))),
  fc.constant<Act>((a) => keep(a, liftViolation(a))),
  fc.constant<Act>((a) => keep(a, blockPurge(a, block))),
  fc.constant<Act>((a) => keep(a, unblockPurge(a, block))),
  // The invoice run, and a customer who leaves: neither is a move.
  fc.constant<Act>((a) =>
    a.standing.state === 'active' && a.openInvoice === null
      ? { ...a, openInvoice: { dueOn: a.dueOn, overdueNoticeFrom: null, warningFrom: null } }
      : a,
  ),
  fc.constant<Act>((a, now) =>
    ['active', 'overdue', 'suspended'].includes(a.standing.state)
      ? { ...a, cancellation: a.cancellation ?? { confirmedAt: now, endsAt: now + 3 * DAY_OF_24_HOURS } }
      : a,
  ),
)
/** Whatever step of lateness is due, as a sweep would take it. */
const sweep: Act = (account, now) => {
  const due = (['mark_overdue', 'post_overdue_notice', 'suspend', 'post_termination_warning', 'terminate'] as const).find(
    (type) => advance(account, { type }, promise, now).ok,
  )
  return due === undefined ? account : { type: due }
}
const act = fc.oneof({ weight: 6, arbitrary: event }, { weight: 2, arbitrary: beside }, { weight: 10, arbitrary: fc.constant(sweep) })
const standing = fc.constantFrom<Standing>(
  { state: 'pending_payment' },
  { state: 'active' },
  { state: 'overdue', overdueAt: START },
  { state: 'suspended', suspendedAt: START },
  { state: 'terminated', endedAt: START },
  { state: 'cancelled', endedAt: START },
  { state: 'order_cancelled', endedAt: START },
  { state: 'purged', endedAt: START - 30 * HOUR, purgedAt: START },
)
export const history = fc.record({
  standing,
  steps: fc.array(fc.record({ wait: fc.integer({ min: 0, max: 30 * HOUR }), act }), { minLength: 20, maxLength: 150 }),
})
type History = typeof history extends fc.Arbitrary<infer H> ? H : never

export interface Seen {
  readonly before: LifecycleAccount
  readonly after: LifecycleAccount
  readonly now: number
  readonly event: LifecycleEvent | null
  readonly move: Move | null
}

export function play({ standing, steps }: History): Seen[] {
  let now = START
  let account: LifecycleAccount = {
    id: 'acc_1',
    standing,
    orderedAt: START,
    dueOn: '2027-03-26',
    openInvoice: { dueOn: '2027-02-28', overdueNoticeFrom: null, warningFrom: null },
    hold: null,
    violation: null,
    purgeBlocks: [],
    cancellation: null,
  }
  return steps.map(({ wait, act }) => {
    now += wait
    const before = account
    const outcome = act(account, now)
    if (!('type' in outcome)) {
      account = outcome
      return { before, after: account, now, event: null, move: null }
    }
    const result = advance(account, outcome, promise, now)
    if (result.ok) account = result.value.after
    return { before, after: account, now, event: outcome, move: result.ok ? result.value : null }
  })
}
