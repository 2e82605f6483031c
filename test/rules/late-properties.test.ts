/** S13, S14, S16 against histories nobody thought of: sweeps and payments in any order, clocks that jump, sweeps that sleep. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideLate,
  type LateDecision,
  type LateFacts,
  lateStartAt,
  suspendableAt,
  terminableAt,
} from '../../worker/accounts/rules/late.ts'
import type { LatePromise } from '../../worker/accounts/rules/state.ts'
import { judgePayment, type Payment, type PaymentVerdict } from '../../worker/billing/rules/payment.ts'
import { addDays, DAY_OF_24_HOURS, HOUR, startOfDay } from '../../worker/shared/calendar.ts'

const AMOUNT = 500_000
const MINUTE = 60_000

const promises = fc.record({
  version: fc.constant('2024-11-01'),
  late: fc.record(
    {
      suspendAfterDays: fc.integer({ min: 0, max: 20 }),
      terminateAfterDays: fc.integer({ min: 0, max: 40 }),
      overdueNoticeHours: fc.integer({ min: 0, max: 100 }),
      terminationWarningHours: fc.integer({ min: 0, max: 200 }),
    },
    { requiredKeys: ['suspendAfterDays', 'terminateAfterDays'] },
  ),
  timeZone: fc.constantFrom('Asia/Jakarta', 'Europe/Berlin', 'America/Sao_Paulo', 'UTC'),
  zoneAbbreviation: fc.constant('WIB'),
}) as fc.Arbitrary<LatePromise>

const dueDays = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days))

/** Minutes after 00:00 of the due day, up to 100 days on. */
const minutes = fc.integer({ min: -3_000, max: 144_000 })

/** What happens, in the order in which it reaches us; a payment may be heard of long after it was made. */
const histories = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('sweep' as const), at: minutes }),
    fc.record({
      kind: fc.constant('payment' as const),
      at: minutes,
      heardAfter: fc.integer({ min: 0, max: 30_000 }),
      amount: fc.integer({ min: 1, max: AMOUNT }),
    }),
  ),
  { maxLength: 40 },
)

interface Account {
  facts: LateFacts
  terminatedAt: number | null
  payments: Payment[]
  decisions: LateDecision[]
  verdicts: PaymentVerdict[]
}

const fresh = (dueOn: string): Account => ({
  facts: { state: 'active', dueOn, unpaid: true, overdueNoticeFrom: null, warningFrom: null, suspendedAt: null },
  terminatedAt: null,
  payments: [],
  decisions: [],
  verdicts: [],
})

function sweep(account: Account, promise: LatePromise, now: number): void {
  const decision = decideLate(account.facts, promise, now)
  if (decision === null) return
  account.facts = decision.after
  account.decisions.push(decision)
  if (decision.to === 'terminated') account.terminatedAt = now
}

function pay(account: Account, payment: Payment): void {
  const { state, suspendedAt, unpaid } = account.facts
  const earlier = account.payments
  const verdict = judgePayment(
    { state, suspendedAt, terminatedAt: account.terminatedAt, invoiceAmount: AMOUNT, invoiceSettled: !unpaid, earlier },
    payment,
  )
  account.payments = [...earlier, payment]
  account.verdicts.push(verdict)
  if (verdict.settles) account.facts = { ...account.facts, unpaid: false }
  if (verdict.restores) account.facts = { ...account.facts, state: 'active', suspendedAt: null }
}

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

/** Everything takes effect when it reaches us: a sweep at its tick, a payment when it is heard of. */
function run(history: History, promise: LatePromise, dueOn: string): Account {
  const dueAt = startOfDay(dueOn, promise.timeZone)
  const account = fresh(dueOn)
  const steps = history.map((step) => ({ step, reached: step.at + (step.kind === 'payment' ? step.heardAfter : 0) }))
  for (const { step } of steps.sort((a, b) => a.reached - b.reached)) {
    if (step.kind === 'sweep') sweep(account, promise, dueAt + step.at * MINUTE)
    else pay(account, { amount: step.amount, paidAt: dueAt + step.at * MINUTE })
  }
  return account
}

const holds = (check: (account: Account, promise: LatePromise, dueOn: string) => void) =>
  fc.assert(
    fc.property(histories, promises, dueDays, (history, promise, dueOn) => check(run(history, promise, dueOn), promise, dueOn)),
    { numRuns: 500 },
  )

const only = (account: Account, action: LateDecision['action']) => account.decisions.filter((decision) => decision.action === action)

describe('whatever happens in whatever order', () => {
  test('no step is early', () => {
    holds((account, promise, dueOn) => {
      const { late, timeZone } = promise
      for (const { at } of only(account, 'mark_overdue')) expect(at).toBeGreaterThanOrEqual(startOfDay(addDays(dueOn, 1), timeZone))
      for (const { at } of only(account, 'suspend'))
        expect(at).toBeGreaterThanOrEqual(startOfDay(addDays(dueOn, 1 + late.suspendAfterDays), timeZone))
      for (const { at } of only(account, 'terminate')) {
        const suspended = only(account, 'suspend').at(-1)?.at ?? Number.NaN
        expect(at - suspended).toBeGreaterThanOrEqual(late.terminateAfterDays * DAY_OF_24_HOURS)
      }
    })
  })

  test('no step comes without its notice, for as long as was promised', () => {
    holds((account, { late }) => {
      for (const { at } of only(account, 'suspend')) {
        const notice = only(account, 'mark_overdue').at(-1)?.at ?? Number.NaN
        expect(at - notice).toBeGreaterThanOrEqual((late.overdueNoticeHours ?? 24) * HOUR)
      }
      for (const { at } of only(account, 'terminate')) {
        const warning = only(account, 'suspend').at(-1)?.at ?? Number.NaN
        expect(at - warning).toBeGreaterThanOrEqual((late.terminationWarningHours ?? 72) * HOUR)
      }
    })
  })

  test('no step is taken twice, nor two within one instant', () => {
    holds((account) => {
      for (const action of ['mark_overdue', 'suspend', 'terminate'] as const) expect(only(account, action).length).toBeLessThanOrEqual(1)
      const instants = account.decisions.map(({ at }) => at)
      expect(new Set(instants).size).toBe(instants.length)
    })
  })

  test('nobody whose payment was heard of loses anything afterwards', () => {
    fc.assert(
      fc.property(histories, promises, dueDays, minutes, (history, promise, dueOn, heard) => {
        const dueAt = startOfDay(dueOn, promise.timeZone)
        const account = run(
          history.filter((step) => step.at < heard && step.kind === 'sweep'),
          promise,
          dueOn,
        )
        pay(account, { amount: AMOUNT, paidAt: Math.min(dueAt + heard * MINUTE, account.terminatedAt ?? Number.POSITIVE_INFINITY) })
        for (const step of history) sweep(account, promise, dueAt + (heard + Math.abs(step.at)) * MINUTE)
        expect(account.facts.state).toBe('active')
      }),
    )
  })

  test('a terminated account never comes back for money paid after it', () => {
    holds((account) => {
      if (account.terminatedAt === null || account.facts.state !== 'active') return
      const inTime = account.payments.filter(({ paidAt }) => paidAt <= (account.terminatedAt ?? 0))
      expect(inTime.reduce((sum, { amount }) => sum + amount, 0)).toBeGreaterThanOrEqual(AMOUNT)
    })
  })

  test('no rupiah is lost: what was paid is either on the invoice, credit, or kept after termination', () => {
    holds((account) => {
      const paid = account.payments.reduce((sum, { amount }) => sum + amount, 0)
      const credit = account.verdicts.reduce((sum, verdict) => sum + verdict.credit, 0)
      expect(credit).toBeGreaterThanOrEqual(0)
      expect(credit).toBeLessThanOrEqual(paid)
      if (account.terminatedAt === null) expect(Math.min(paid, AMOUNT)).toBe(paid - credit)
    })
  })
})

describe('against the ideal schedule', () => {
  const ideal = (dueOn: string, promise: LatePromise) => {
    const tick = (at: number) => Math.ceil(at / MINUTE) * MINUTE
    const late = tick(lateStartAt(dueOn, promise))
    const suspend = Math.max(tick(suspendableAt(dueOn, late, promise)), late + MINUTE)
    return { late, suspend, terminate: Math.max(tick(terminableAt(suspend, suspend, promise)), suspend + MINUTE) }
  }

  test('sweeps that never sleep take every step on its minute, whatever other sweeps run besides', () => {
    fc.assert(
      fc.property(fc.array(minutes, { maxLength: 60 }), promises, dueDays, (others, promise, dueOn) => {
        const { late, suspend, terminate } = ideal(dueOn, promise)
        const dueAt = startOfDay(dueOn, promise.timeZone)
        const account = fresh(dueOn)
        const ticks = [...others.map((minute) => dueAt + minute * MINUTE), late, suspend, terminate].sort((a, b) => a - b)
        for (const at of ticks) sweep(account, promise, at)
        expect(account.decisions.map(({ at }) => at)).toEqual([late, suspend, terminate])
      }),
    )
  })

  test('sweeps that sleep come to the same end, never sooner', () => {
    fc.assert(
      fc.property(fc.array(minutes, { maxLength: 60 }), promises, dueDays, (sleepy, promise, dueOn) => {
        const times = ideal(dueOn, promise)
        const dueAt = startOfDay(dueOn, promise.timeZone)
        const account = fresh(dueOn)
        for (const minute of sleepy.toSorted((a, b) => a - b)) sweep(account, promise, dueAt + minute * MINUTE)
        for (let day = 0; day < 120; day++) sweep(account, promise, dueAt + 200_000 * MINUTE + day * DAY_OF_24_HOURS)
        expect(account.facts.state).toBe('terminated')
        for (const [index, at] of [times.late, times.suspend, times.terminate].entries())
          expect(account.decisions[index]?.at).toBeGreaterThanOrEqual(at)
      }),
    )
  })

  test('one full payment ends the same however late we hear of it', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 100_000 }), promises, dueDays, (paidMinute, heardAfter, promise, dueOn) => {
        const { late, suspend, terminate } = ideal(dueOn, promise)
        const paidAt = startOfDay(dueOn, promise.timeZone) + paidMinute * MINUTE
        const heardAt = paidAt + heardAfter * MINUTE
        const account = fresh(dueOn)
        for (const at of [late, suspend, terminate].filter((tick) => tick <= heardAt)) sweep(account, promise, at)
        pay(account, { amount: AMOUNT, paidAt })
        for (const at of [late, suspend, terminate].filter((tick) => tick > heardAt)) sweep(account, promise, at)
        expect(account.facts.state).toBe(paidAt <= terminate ? 'active' : 'terminated')
      }),
    )
  })
})
