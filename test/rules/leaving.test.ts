import { describe, expect, test } from 'vitest'
import { invoiceNotBegun, leavingByDecline, standingDecline } from '../../worker/accounts/changing/rules/leaving.ts'
import { paidTerms, wishIsPaid } from '../../worker/accounts/changing/rules/wish.ts'
import { upgradeCharge } from '../../worker/billing/rules/proration.ts'
import { policies } from '../../worker/policies/generated.ts'
import type { Decision } from '../../worker/policies/rules/binding.ts'

const ZONE = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)
const OLD = '2024-11-01'
/** Material. */
const NEW = '2026-12-15'
const decided = (version: string, decision: Decision['decision'], document: Decision['document'] = 'terms'): Decision => ({
  ...{ document, version, decision },
  decidedAt: at('2026-11-25T00:00:00Z'),
})
const declineOf = (...decisions: Decision[]) => standingDecline(policies, ['terms', 'sla', 'privacy'], decisions)?.version ?? null

describe('a decline makes a customer leave (P5, S24)', () => {
  test.each<[string, Decision[], string | null]>([
    ['nothing decided', [], null],
    ['accepted only', [decided(OLD, 'accepted')], null],
    ['a material version declined', [decided(OLD, 'accepted'), decided(NEW, 'declined')], NEW],
    ['declined and taken back by accepting', [decided(OLD, 'accepted'), decided(NEW, 'declined'), decided(NEW, 'accepted')], null],
    ['declined under terms that an import asserted', [decided(OLD, 'asserted'), decided(NEW, 'declined')], NEW],
    ['the cookie notice, which is no part of the contract', [decided(NEW, 'declined', 'cookies')], null],
    ['another document accepted', [decided(NEW, 'declined'), decided(NEW, 'accepted', 'sla')], NEW],
  ])('%s', (_, decisions, version) => expect(declineOf(...decisions)).toBe(version))
})

describe('the end that a decline brings', () => {
  const open = { id: 'inv_1', kind: 'renewal', dueOn: '2026-12-10', periodFrom: '2026-12-10' }
  const facts = { state: 'active', dueOn: '2026-12-10', openInvoice: open, scheduled: null }
  const NOW = at('2026-11-25T03:00:00Z')

  test.each<[string, Partial<Parameters<typeof leavingByDecline>[0]>, string | null]>([
    ['is the end of the paid term, its due day counted whole', {}, '2026-12-10T17:00:00.000Z'],
    [
      'waits for the last day of an invoice that went out late',
      { openInvoice: { ...open, dueOn: '2026-12-25' } },
      '2026-12-25T17:00:00.000Z',
    ],
    ['is none for an account that is late: lateness orders what comes', { state: 'overdue' }, null],
    ['is none where an end is set already', { scheduled: { confirmedAt: 1, endsAt: 2 } }, null],
  ])('%s', (_, changes, ends) => {
    const leaving = leavingByDecline({ ...facts, ...changes }, NOW, ZONE)
    expect(leaving && new Date(leaving.endsAt).toISOString()).toBe(ends)
  })

  test('an invoice is void only while its term has not begun: the due day itself is before it', () => {
    expect(invoiceNotBegun({ openInvoice: open }, at('2026-12-10T16:59:59Z'), ZONE)).toBe('inv_1')
    expect(invoiceNotBegun({ openInvoice: open }, at('2026-12-10T17:00:00Z'), ZONE)).toBeNull()
    expect(invoiceNotBegun({ openInvoice: { ...open, kind: 'order' } }, NOW, ZONE)).toBeNull()
  })
})

describe('terms paid for that lie ahead (S17)', () => {
  const yearly = { term: 'yearly', anniversaryDay: 31, dueOn: '2028-01-31' } as const
  const paid = (periodFrom: string, periodTo: string) => ({ periodFrom, periodTo })

  test.each<[string, ReturnType<typeof paid>[], Parameters<typeof paidTerms>[1], string, string[]]>([
    ['the one that runs', [paid('2027-01-31', '2028-01-31')], yearly, '2028-01-10', ['2027-01-31..2028-01-31']],
    ['one brought from elsewhere ends on the due day', [], yearly, '2028-01-10', ['2027-01-31..2028-01-31']],
    [
      'monthly from 29 February back to 31 January',
      [],
      { term: 'monthly', anniversaryDay: 31, dueOn: '2028-02-29' },
      '2028-02-10',
      ['2028-01-31..2028-02-29'],
    ],
    [
      'that one and the next',
      [paid('2028-01-31', '2029-01-31')],
      { ...yearly, dueOn: '2029-01-31' },
      '2028-01-10',
      ['2027-01-31..2028-01-31', '2028-01-31..2029-01-31'],
    ],
    ['days that were given cost nothing', [paid('2027-01-31', '2028-01-31')], { ...yearly, dueOn: '2028-02-29' }, '2028-02-10', []],
    ['nothing on the due day', [], yearly, '2028-01-31', []],
  ])('%s', (_, invoices, account, on, terms) => {
    expect(paidTerms(invoices, account, on).map(({ from, to }) => `${from}..${to}`)).toEqual(terms)
  })

  test('an upgrade costs the days after its own, rounded down', () => {
    const price = { has: 500_000, wanted: 950_000 }
    expect(upgradeCharge(price, paidTerms([], yearly, '2028-01-10'), '2028-01-10')).toEqual({
      ok: true,
      value: Math.floor((450_000 * 20) / 365),
    })
  })

  test('a wish whose term is paid for stays', () => {
    expect(wishIsPaid({ package: 'x', term: 'yearly', from: '2028-01-31' }, '2028-01-31')).toBe(false)
    expect(wishIsPaid({ package: 'x', term: 'yearly', from: '2028-01-31' }, '2029-01-31')).toBe(true)
  })
})
