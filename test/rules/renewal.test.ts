import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideRenewal,
  payableOn,
  type RenewalFacts,
  type RenewalPromise,
  renewalIssueOn,
  renewalPromise,
} from '../../worker/accounts/rules/renewal.ts'
import { nextDueOn } from '../../worker/accounts/rules/state.ts'
import type { VersionOf } from '../../worker/policies/rules/version.ts'
import { addDays, addMonths, dayOf, startOfDay } from '../../worker/shared/calendar.ts'

const zone = 'Asia/Jakarta'
const promise: RenewalPromise = { version: '2026-12-15', invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 }, timeZone: zone }
const at = (iso: string) => Date.parse(iso)

describe('the day of issue', () => {
  test.each([
    ['yearly, a calendar month before', 'yearly', '2027-03-10', '2027-02-10'],
    ['yearly due 31 March: the last of February', 'yearly', '2027-03-31', '2027-02-28'],
    ['yearly due 31 March of a leap year', 'yearly', '2028-03-31', '2028-02-29'],
    ['yearly due 30 March', 'yearly', '2027-03-30', '2027-02-28'],
    ['yearly due 29 March of a leap year', 'yearly', '2028-03-29', '2028-02-29'],
    ['yearly due 31 May', 'yearly', '2027-05-31', '2027-04-30'],
    ['yearly due 28 February', 'yearly', '2027-02-28', '2027-01-28'],
    ['yearly due 29 February', 'yearly', '2028-02-29', '2028-01-29'],
    ['yearly due 15 January: the year before', 'yearly', '2028-01-15', '2027-12-15'],
    ['monthly, 14 days before', 'monthly', '2027-03-24', '2027-03-10'],
    ['monthly over February', 'monthly', '2027-03-10', '2027-02-24'],
    ['monthly over 29 February', 'monthly', '2028-03-10', '2028-02-25'],
    ['monthly over the year end', 'monthly', '2028-01-10', '2027-12-27'],
  ] as const)('%s', (_, term, dueOn, issueOn) => {
    expect(renewalIssueOn(dueOn, term, promise)).toBe(issueOn)
  })
})

describe('anniversaries', () => {
  const due = (first: string, term: 'monthly' | 'yearly', anniversary: number, count: number) =>
    Array.from({ length: count }).reduce<string[]>((days) => [...days, nextDueOn(days.at(-1) ?? first, term, anniversary)], [first])
  test('31 January, 28 February, 31 March, 30 April', () => {
    expect(due('2027-01-31', 'monthly', 31, 3)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
  })
  test('29 February 2028 returns in 2032', () => {
    expect(due('2028-02-29', 'yearly', 29, 4)).toEqual(['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'])
  })
})

const facts = (changes: Partial<RenewalFacts> = {}): RenewalFacts => ({
  account: 'acc_1',
  term: 'yearly',
  anniversaryDay: 10,
  dueOn: '2027-03-10',
  state: 'active',
  invoicedFrom: [],
  leaving: false,
  ...changes,
})
const issueAt = at('2027-02-09T17:00Z')

describe('the renewal invoice', () => {
  test('goes out at 00:00 WIB of its day, for the next term, with the version that binds', () => {
    expect(decideRenewal(facts(), promise, issueAt - 1)).toEqual({ decision: 'wait', until: issueAt })
    expect(decideRenewal(facts(), promise, issueAt)).toEqual({
      decision: 'issue',
      invoice: {
        account: 'acc_1',
        period: { from: '2027-03-10', to: '2028-03-10' },
        dueOn: '2027-03-10',
        issuedOn: '2027-02-10',
        termsVersion: '2026-12-15',
        clause: 'S13',
      },
    })
  })

  test.each([
    ['a period that has its invoice', facts({ invoicedFrom: ['2026-03-10', '2027-03-10'] }), 'already_invoiced'],
    ['a customer who leaves', facts({ leaving: true }), 'leaving'],
    ['an overdue account', facts({ state: 'overdue' }), 'not_active'],
    ['an unpaid order', facts({ state: 'pending_payment' }), 'not_active'],
    ['a terminated account', facts({ state: 'terminated' }), 'not_active'],
  ])('is not made for %s', (_, given, because) => {
    expect(decideRenewal(given, promise, issueAt)).toEqual({ decision: 'none', because })
  })

  test('made once, whatever the sweep does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }), (waits) => {
        const periods: string[] = []
        let now = at('2027-01-01T00:00Z')
        for (const days of waits) {
          now += days * 86_400_000
          const decision = decideRenewal(facts({ term: 'monthly', invoicedFrom: periods }), promise, now)
          if (decision.decision === 'issue') periods.push(decision.invoice.period.from)
        }
        expect(periods.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('an invoice that goes out late', () => {
  test.each([
    ['on time', 'yearly', '2027-03-31', '2027-02-28', '2027-03-31'],
    ['a day late: a month from its issue', 'yearly', '2027-03-31', '2027-03-01', '2027-04-01'],
    ['on the due day', 'monthly', '2027-03-10', '2027-03-10', '2027-03-24'],
    ['after a long sleep', 'monthly', '2027-03-10', '2027-05-01', '2027-05-15'],
    ['before its day', 'monthly', '2027-03-10', '2027-02-01', '2027-03-10'],
  ] as const)('%s', (_, term, dueOn, issuedOn, payable) => {
    expect(payableOn(dueOn, issuedOn, term, promise)).toBe(payable)
  })

  test('never leaves less time than was promised, and never moves the period', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((count) => addDays('2026-01-01', count))
    fc.assert(
      fc.property(days, fc.integer({ min: -20, max: 400 }), fc.constantFrom('monthly', 'yearly'), (dueOn, after, term) => {
        const issueOn = renewalIssueOn(dueOn, term, promise)
        const now = startOfDay(addDays(issueOn, after), zone)
        const decision = decideRenewal(facts({ dueOn, term, anniversaryDay: Number(dueOn.slice(8)) }), promise, now)
        if (after < 0) expect(decision).toEqual({ decision: 'wait', until: startOfDay(issueOn, zone) })
        else if (decision.decision !== 'issue') throw new Error('not issued')
        else {
          expect(decision.invoice.period.from).toBe(dueOn)
          expect(decision.invoice.dueOn >= dueOn).toBe(true)
          const promised = term === 'monthly' ? addDays(dayOf(now, zone), 14) : addMonths(dayOf(now, zone), 1)
          expect(decision.invoice.dueOn >= promised || decision.invoice.dueOn === dueOn).toBe(true)
          if (after === 0) expect(decision.invoice.dueOn).toBe(dueOn)
          if (after > 31) expect(decision.invoice.dueOn).toBe(promised)
        }
      }),
    )
  })
})

describe('the version pinned', () => {
  const version = (label: string, material: boolean, existing: string, leadDaysMonthly: number): VersionOf<'terms'> => ({
    document: 'terms',
    version: label,
    published: label,
    effective: { new: label, existing },
    material,
    provider: { name: 'Tnet', service: 'Treabiz.id', email: 'a@b.id' },
    terms: {
      order: { cancelAfterDays: 2 },
      invoice: { leadDaysMonthly, leadMonthsOther: 1 },
      late: { suspendAfterDays: 2, terminateAfterDays: 7 },
    },
    clauses: [],
    titles: { id: '', en: '' },
    summary: { id: [], en: [] },
    changes: { id: [], en: [] },
    digests: { id: '', en: '' },
    paths: { id: '', en: '' },
  })
  const policies = [version('2024-11-01', true, '2024-11-01', 14), version('2026-12-15', true, '2027-01-15', 10)]
  const accepted = (label: string, decidedAt: number) => ({ document: 'terms', version: label, decision: 'accepted', decidedAt }) as const
  test.each([
    ['silence keeps the accepted one', [accepted('2024-11-01', 0)], '2024-11-01', 14],
    [
      'an acceptance before the issue moves it',
      [accepted('2024-11-01', at('2025-01-01T00:00Z')), accepted('2026-12-15', at('2027-01-20T00:00Z'))],
      '2026-12-15',
      10,
    ],
    [
      'an acceptance after the issue does not',
      [accepted('2024-11-01', at('2025-01-01T00:00Z')), accepted('2026-12-15', issueAt + 1)],
      '2024-11-01',
      14,
    ],
  ] as const)('%s', (_, agreements, label, leadDaysMonthly) => {
    expect(renewalPromise(policies, agreements, issueAt, zone)).toMatchObject({
      ok: true,
      value: { version: label, invoice: { leadDaysMonthly } },
    })
  })

  test('who agreed to nothing gets no invoice', () => {
    expect(renewalPromise(policies, [], issueAt, zone)).toEqual({ ok: false, failure: { reason: 'no_terms_bind', at: issueAt } })
  })
})
