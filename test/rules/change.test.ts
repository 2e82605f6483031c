import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../content/schema.ts'
import { type ChangeFacts, requestChange } from '../../worker/accounts/rules/change.ts'
import type { BillingTerm } from '../../worker/accounts/rules/state.ts'

const item = (id: string, monthly: number, yearly: number, rest: Partial<Catalog[number]> = {}): Catalog[number] => ({
  id,
  name: id,
  kind: 'hosting',
  thirdParty: false,
  description: { id, en: id },
  priceRupiah: { monthly, yearly },
  validFrom: '2024-11-01',
  ...rest,
})
const catalog: Catalog = [
  item('small', 20_000, 200_000),
  item('middle', 50_000, 500_000, { withdrawnOn: '2027-01-01' }),
  item('large', 95_000, 950_000),
  item('other', 95_000, 950_000),
  item('long', 0, 0, { priceRupiah: { yearly: 450_000 } }),
  item('name', 0, 250_000, { kind: 'domain', priceRupiah: { yearly: 250_000 } }),
]
const open = { id: 'inv_1', periodFrom: '2027-03-10', periodTo: '2028-03-10' }
const facts = (changes: Partial<ChangeFacts> = {}): ChangeFacts => ({
  state: 'active',
  inViolation: false,
  has: { package: 'middle', term: 'yearly' },
  pricePerTerm: 500_000,
  dueOn: '2027-03-10',
  openInvoice: null,
  leaving: false,
  ...changes,
})
const request = (wanted: string, term: BillingTerm = 'yearly', given = facts(), on = '2027-02-20') =>
  requestChange(given, { package: wanted, term }, catalog, on)

describe('what is asked for, and from when', () => {
  const monthly = facts({ has: { package: 'middle', term: 'monthly' }, pricePerTerm: 50_000 })
  test.each([
    ['a smaller package: from the next renewal', request('small'), 'downgrade', '2027-03-10', null],
    ['a larger one: now, pro rata', request('large'), 'upgrade', 'now', null],
    [
      'the same price is an upgrade that costs nothing',
      request('other', 'yearly', facts({ has: { package: 'large', term: 'yearly' }, pricePerTerm: 950_000 })),
      'upgrade',
      'now',
      null,
    ],
    ['a shorter term of a withdrawn package that one has', request('middle', 'monthly'), 'shorter_term', '2027-03-10', null],
    ['a longer term', request('middle', 'yearly', monthly), 'longer_term', '2027-03-10', null],
    ['larger but shorter: from the next renewal', request('large', 'monthly'), 'shorter_term', '2027-03-10', null],
    ['larger and longer: from the next renewal', request('large', 'yearly', monthly), 'longer_term', '2027-03-10', null],
    ['smaller and longer is a downgrade', request('small', 'yearly', monthly), 'downgrade', '2027-03-10', null],
    ['cheaper per month, sold for a year only', request('long', 'yearly', monthly), 'downgrade', '2027-03-10', null],
    [
      'an open invoice for a term to come is issued anew',
      request('small', 'yearly', facts({ openInvoice: open })),
      'downgrade',
      '2027-03-10',
      'inv_1',
    ],
    ['on the due day still', request('small', 'yearly', facts({ openInvoice: open }), '2027-03-10'), 'downgrade', '2027-03-10', 'inv_1'],
    [
      'once its term has begun it stands, and the next one changes',
      request('small', 'yearly', facts({ state: 'overdue', openInvoice: open }), '2027-03-11'),
      'downgrade',
      '2028-03-10',
      null,
    ],
    [
      'a longer term may be asked for while suspended',
      request('middle', 'yearly', { ...monthly, state: 'suspended', openInvoice: open }, '2027-03-14'),
      'longer_term',
      '2028-03-10',
      null,
    ],
  ] as const)('%s', (_, answer, kind, from, replacesInvoice) => {
    expect(answer).toMatchObject({ ok: true, value: { kind, from, clause: 'S17' } })
    if (kind !== 'upgrade') expect(answer).toMatchObject({ value: { replacesInvoice } })
  })
})

describe('refused', () => {
  const suspended = facts({ state: 'suspended', openInvoice: open })
  const overdue = { reason: 'suspended_as_overdue', clause: 'S17', dueOn: '2027-03-10', invoice: 'inv_1' }
  test.each([
    ['a downgrade while suspended as overdue', request('small', 'yearly', suspended), overdue],
    ['a shorter term while suspended as overdue', request('middle', 'monthly', suspended), overdue],
    [
      'an upgrade while suspended',
      request('large', 'yearly', suspended),
      { reason: 'not_in_good_standing', state: 'suspended', inViolation: false },
    ],
    [
      'an upgrade while overdue',
      request('large', 'yearly', facts({ state: 'overdue' })),
      { reason: 'not_in_good_standing', state: 'overdue', inViolation: false },
    ],
    [
      'an upgrade in violation',
      request('large', 'yearly', facts({ inViolation: true })),
      { reason: 'not_in_good_standing', state: 'active', inViolation: true },
    ],
    ['what one has', request('middle'), { reason: 'nothing_changes' }],
    ['a package of another kind', request('name'), { reason: 'other_kind', has: 'middle', wanted: 'name' }],
    [
      'a withdrawn package that one does not have',
      request('middle', 'yearly', facts({ has: { package: 'large', term: 'yearly' } })),
      { reason: 'package_withdrawn', package: 'middle', withdrawnOn: '2027-01-01' },
    ],
    [
      'a term that is not sold',
      request('long', 'monthly'),
      { reason: 'term_not_offered', package: 'long', term: 'monthly', offered: ['yearly'] },
    ],
    ['anything once the customer leaves', request('small', 'yearly', facts({ leaving: true })), { reason: 'leaving' }],
    [
      'anything of an ended account',
      request('small', 'yearly', facts({ state: 'terminated' })),
      { reason: 'no_running_account', state: 'terminated' },
    ],
    [
      'anything of an unpaid order',
      request('small', 'yearly', facts({ state: 'pending_payment' })),
      { reason: 'no_running_account', state: 'pending_payment' },
    ],
  ])('%s', (_, answer, failure) => {
    expect(answer).toEqual({ ok: false, failure })
  })
})
