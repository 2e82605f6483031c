/** Accounts in memory that follow the rules alone, and random histories for them. */
import fc from 'fast-check'
import { decideLate, type LateDecision, type LateFacts } from '../../worker/accounts/rules/late.ts'
import type { LatePromise } from '../../worker/accounts/rules/state.ts'
import { judgePayment, type Payment, type PaymentVerdict } from '../../worker/billing/rules/payment.ts'
import { addDays, startOfDay } from '../../worker/shared/calendar.ts'

export const AMOUNT = 500_000
export const MINUTE = 60_000

export const promises = fc.record({
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

export const dueDays = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days))

/** Minutes after 00:00 of the due day, up to 100 days on. */
export const minutes = fc.integer({ min: -3_000, max: 144_000 })

/** What happens, in the order in which it reaches us; a payment may be heard of long after it was made. */
export const histories = fc.array(
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

export interface Account {
  facts: LateFacts
  terminatedAt: number | null
  payments: Payment[]
  decisions: LateDecision[]
  verdicts: PaymentVerdict[]
}

export const fresh = (dueOn: string): Account => ({
  facts: { state: 'active', dueOn, unpaid: true, overdueNoticeFrom: null, warningFrom: null, suspendedAt: null },
  terminatedAt: null,
  payments: [],
  decisions: [],
  verdicts: [],
})

export function sweep(account: Account, promise: LatePromise, now: number): void {
  const decision = decideLate(account.facts, promise, now)
  if (decision === null) return
  account.facts = decision.after
  account.decisions.push(decision)
  if (decision.to === 'terminated') account.terminatedAt = now
}

export function pay(account: Account, payment: Payment): void {
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

export type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

/** Everything takes effect when it reaches us: a sweep at its tick, a payment when it is heard of. */
export function run(history: History, promise: LatePromise, dueOn: string): Account {
  const dueAt = startOfDay(dueOn, promise.timeZone)
  const account = fresh(dueOn)
  const steps = history.map((step) => ({ step, reached: step.at + (step.kind === 'payment' ? step.heardAfter : 0) }))
  for (const { step } of steps.sort((a, b) => a.reached - b.reached)) {
    if (step.kind === 'sweep') sweep(account, promise, dueAt + step.at * MINUTE)
    else pay(account, { amount: step.amount, paidAt: dueAt + step.at * MINUTE })
  }
  return account
}
