import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyCredits, type Credit, creditBalance, isExchangeable } from '../../worker/billing/rules/credit.ts'
import { invoiceNumber, renewalLine } from '../../worker/billing/rules/invoice.ts'
import { draftInvoice, voidInvoice } from '../../worker/billing/rules/invoice-draft.ts'
import { invoiceYear, missingSerials, nextNumbers } from '../../worker/billing/rules/invoice-number.ts'
import { hostingPaid, indemnityAmount, upgradeCharge } from '../../worker/billing/rules/proration.ts'

const zone = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)
const ppn = { code: 'PPN', rate: { numerator: 11, denominator: 100 }, included: true }
const line = (item: string, price: number, tax = ppn) => renewalLine(item, price, tax, { from: '2027-03-10', to: '2028-03-10' })
const credit = (id: string, amount: number, changes: Partial<Credit> = {}): Credit => ({
  id,
  source: 'overpayment',
  amount,
  spent: 0,
  at: 0,
  ...changes,
})

describe('numbers', () => {
  test.each([
    ['the last minute of the year in Jakarta', '2027-12-31T16:59Z', 2027],
    ['midnight in Jakarta, still the old year in London', '2027-12-31T17:00Z', 2028],
  ])('are of the provider’s year: %s', (_, issued, year) => {
    expect(invoiceYear(at(issued), zone)).toBe(year)
  })

  test('go on from the last of shard and year, and begin at 1', () => {
    expect(nextNumbers(2, 41, 'a', at('2027-06-01T00:00Z'), zone).map(invoiceNumber)).toEqual(['A-2027-000042', 'A-2027-000043'])
    expect(nextNumbers(1, 0, 'a', at('2027-12-31T17:00Z'), zone).map(invoiceNumber)).toEqual(['A-2028-000001'])
    expect(nextNumbers(0, 7, 'a', 0, zone)).toEqual([])
  })

  test('have no gap, however the invoices are spread over commits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 })), (counts) => {
        const serials: number[] = []
        for (const count of counts) serials.push(...nextNumbers(count, serials.at(-1) ?? 0, 'a', 0, zone).map(({ serial }) => serial))
        expect(missingSerials(serials)).toEqual([])
        expect(new Set(serials).size).toBe(serials.length)
      }),
    )
  })

  test('that are missing are found', () => {
    expect(missingSerials([1, 2, 5])).toEqual([3, 4])
  })
})

describe('an invoice', () => {
  test('adds up its lines and takes credit as a payment, not from the tax', () => {
    expect(draftInvoice([line('hosting-tumbuh', 500_000), line('domain-id', 250_000)], [credit('c1', 100_000)])).toMatchObject({
      ok: true,
      value: {
        net: 675_675,
        tax: 74_325,
        gross: 750_000,
        credits: [{ credit: 'c1', amount: 100_000 }],
        stillOwed: 650_000,
        state: 'issued',
      },
    })
  })

  test('that credit covers is paid when issued, and takes no more', () => {
    expect(draftInvoice([line('hosting-tumbuh', 500_000)], [credit('c1', 400_000), credit('c2', 400_000)])).toMatchObject({
      value: {
        credits: [
          { credit: 'c1', amount: 400_000 },
          { credit: 'c2', amount: 100_000 },
        ],
        stillOwed: 0,
        state: 'paid',
      },
    })
  })

  test.each([
    ['no line', []],
    ['a free line', [line('domain-forwarding', 0)]],
  ])('for %s is not issued', (_, lines) => {
    expect(draftInvoice(lines, [])).toEqual({ ok: false, failure: { reason: 'nothing_to_charge' } })
  })

  test('of any lines: net + tax = gross, and gross = credit + owed', () => {
    const lines = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 9_000_000 }), fc.boolean()).map(([price, included]) => line('x', price, { ...ppn, included })),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(lines, fc.array(fc.integer({ min: 1, max: 5_000_000 })), (given, amounts) => {
        const draft = draftInvoice(
          given,
          amounts.map((amount, index) => credit(`c${index}`, amount)),
        )
        if (!draft.ok) return
        const { net, tax, gross, credits, stillOwed } = draft.value
        expect(net + tax).toBe(gross)
        expect(credits.reduce((sum, { amount }) => sum + amount, stillOwed)).toBe(gross)
      }),
    )
  })

  test.each([
    ['open', 'issued', { ok: true, value: { state: 'void', credit: 70 } }],
    ['paid', 'paid', { ok: false, failure: { reason: 'invoice_paid' } }],
    ['void', 'void', { ok: false, failure: { reason: 'invoice_already_void' } }],
  ] as const)('that is %s, voided', (_, state, answer) => {
    expect(voidInvoice({ state, paid: 70 })).toEqual(answer)
  })
})

describe('credit', () => {
  const indemnity = credit('i', 41_667, { source: 'indemnity', at: -5 })
  test('pays oldest first, and an indemnity last, which alone can become an extension', () => {
    const credits = [indemnity, credit('new', 10, { at: 2 }), credit('old', 10, { at: 1 })]
    expect(applyCredits(credits, 25)).toEqual({
      applied: [
        { credit: 'old', amount: 10 },
        { credit: 'new', amount: 10 },
        { credit: 'i', amount: 5 },
      ],
      stillOwed: 0,
    })
  })

  test('that is spent is not there', () => {
    expect(creditBalance([credit('a', 10, { spent: 4 }), credit('b', 5, { spent: 5 })])).toBe(6)
    expect(applyCredits([credit('a', 10, { spent: 4 })], 8)).toEqual({ applied: [{ credit: 'a', amount: 6 }], stillOwed: 2 })
  })

  test('that is spent whole, or not needed, does not appear on the invoice', () => {
    expect(applyCredits([credit('a', 4, { spent: 4 }), credit('b', 5), credit('c', 5)], 5)).toEqual({
      applied: [{ credit: 'b', amount: 5 }],
      stillOwed: 0,
    })
  })

  test.each([
    ['an untouched indemnity can', indemnity, true],
    ['one of which a rupiah is spent cannot', { ...indemnity, spent: 1 }, false],
    ['an overpayment cannot', credit('a', 10), false],
  ])('%s be exchanged for an extension', (_, given, answer) => {
    expect(isExchangeable(given)).toBe(answer)
  })
})

describe('an upgrade costs the difference for the days ahead', () => {
  const year = { from: '2027-03-10', to: '2028-03-10' }
  const price = { has: 500_000, wanted: 950_000 }
  test.each([
    ['on the first day: 365 of 366 days', price, [year], '2027-03-10', 448_770],
    ['half way', price, [year], '2027-09-09', 223_770],
    ['on the last day nothing', price, [year], '2028-03-09', 0],
    ['after the term nothing', price, [year], '2028-03-10', 0],
    ['a term paid ahead counts whole', price, [year, { from: '2028-03-10', to: '2029-03-10' }], '2028-03-09', 450_000],
    ['monthly, in February', { has: 20_000, wanted: 50_000 }, [{ from: '2027-02-10', to: '2027-03-10' }], '2027-02-20', 18_214],
    ['the same price', { has: 5, wanted: 5 }, [year], '2027-03-10', 0],
  ])('%s', (_, prices, terms, on, charge) => {
    expect(upgradeCharge(prices, terms, on)).toEqual({ ok: true, value: charge })
  })

  test('a cheaper package is none', () => {
    expect(upgradeCharge({ has: 2, wanted: 1 }, [year], '2027-03-10')).toMatchObject({ failure: { reason: 'not_an_upgrade' } })
  })

  test('is never more than the difference, never grows with time, and is whole rupiah', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_000_000 }), fc.integer({ min: 0, max: 366 }), (more, day) => {
        const on = (days: number) => new Date(at('2027-03-10T00:00Z') + days * 86_400_000).toISOString().slice(0, 10)
        const charge = (days: number) => {
          const result = upgradeCharge({ has: 1, wanted: 1 + more }, [year], on(days))
          return result.ok ? result.value : Number.NaN
        }
        expect(Number.isInteger(charge(day))).toBe(true)
        expect(charge(day)).toBeLessThanOrEqual(more)
        expect(charge(day + 1)).toBeLessThanOrEqual(charge(day))
      }),
    )
  })
})

describe('an indemnity (S20)', () => {
  test.each([
    ['Rp 500,000 a year', 500_000, 12, 1, 41_667],
    ['what divides evenly', 600_000, 12, 1, 50_000],
    ['a monthly term', 20_000, 1, 1, 20_000],
    ['two months', 500_000, 12, 2, 83_334],
    ['nothing paid', 0, 12, 1, 0],
  ])('%s', (_, paid, monthsOfTerm, months, amount) => {
    expect(indemnityAmount(paid, monthsOfTerm, months)).toBe(amount)
  })

  test('is of hosting alone, tax as paid', () => {
    expect(hostingPaid([line('hosting-tumbuh', 500_000), line('domain-id', 250_000)], (item) => item.startsWith('hosting-'))).toBe(500_000)
  })
})
