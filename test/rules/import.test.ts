import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertions, checkHeader, planImport } from '../../worker/accounts/rules/import.ts'
import { ACCOUNT_COLUMNS, CUSTOMER_COLUMNS } from '../../worker/accounts/rules/import-columns.ts'
import type { Row } from '../../worker/accounts/rules/import-rows.ts'
import { bindingAt } from '../../worker/policies/rules/binding.ts'
import type { VersionOf } from '../../worker/policies/rules/version.ts'

import { context, person, plan, row, service, zone } from './import-files.ts'

test('good rows become facts, plainly written, and the plan of a dry run is the plan', () => {
  const { customers, accounts, problems } = plan({}, { domain: 'Bücher.example', anniversary_day: '31' })
  expect(problems).toEqual([])
  expect(customers).toEqual([
    {
      line: 2,
      ref: '7',
      kind: 'person',
      name: 'Budi Santoso',
      email: 'budi@contoh.id',
      phone: '+628123456789',
      address: 'Jalan Satu 1',
      country: 'ID',
      language: 'id',
      bornOn: null,
      authority: null,
    },
  ])
  expect(accounts).toEqual([
    {
      line: 2,
      customer: '7',
      domain: 'xn--bcher-kva.example',
      package: 'sold',
      term: 'yearly',
      anniversaryDay: 31,
      dueOn: '2027-08-31',
      payableOn: '2027-08-31',
      invoiceNow: false,
      username: null,
    },
  ])
})

describe('problems, each with its line and column', () => {
  test.each([
    ['under 18 by a day', { born_on: '2009-03-11' }, {}, { file: 'customers', column: 'born_on', reason: 'under_age', minimumAge: 18 }],
    [
      'a company that was born',
      { kind: 'company', born_on: '1990-01-01' },
      {},
      { column: 'born_on', reason: 'not_for_kind', kind: 'company' },
    ],
    ['a person with an authority', { authority: 'Direktur' }, {}, { column: 'authority', reason: 'not_for_kind', kind: 'person' }],
    ['neither person nor company', { kind: 'cat' }, {}, { column: 'kind', reason: 'not_one_of', options: ['person', 'company'] }],
    ['no name', { name: '  ' }, {}, { column: 'name', reason: 'empty' }],
    ['no e-mail address', { email: 'budi@contoh' }, {}, { column: 'email', reason: 'not_an_email' }],
    ['no telephone', { phone: 'ask' }, {}, { column: 'phone', reason: 'not_a_phone' }],
    ['no country', { country: 'Indonesia' }, {}, { column: 'country', reason: 'not_a_country' }],
    ['a control character', { name: 'Budi\u0000' }, {}, { column: 'name', reason: 'control_character' }],
    ['a cell as long as a book', { address: 'x'.repeat(501) }, {}, { column: 'address', reason: 'too_long', most: 500 }],
    ['an unknown customer', {}, { customer: '8' }, { file: 'accounts', column: 'customer', reason: 'unknown_customer' }],
    ['a domain that is none', {}, { domain: 'contoh' }, { column: 'domain', reason: 'domain', refusal: { reason: 'domain_one_label' } }],
    ['a domain that is here', {}, { domain: 'SUDAH.id' }, { column: 'domain', reason: 'domain_here_already' }],
    ['an unknown package', {}, { package: 'constructor' }, { column: 'package', reason: 'unknown_package' }],
    [
      'a term that is not sold',
      {},
      { package: 'yearly', term: 'monthly' },
      { column: 'term', reason: 'term_not_offered', offered: ['yearly'] },
    ],
    ['an unknown term', {}, { term: 'weekly' }, { column: 'term', reason: 'not_one_of', options: ['monthly', 'yearly'] }],
  ])('%s', (_, customer, account, problem) => {
    expect(plan(customer, account).problems).toMatchObject([{ line: 2, ...problem }])
  })

  test('18 today is old enough', () => {
    expect(plan({ born_on: '2009-03-10' }, {}).problems).toEqual([])
  })

  test('all of a line are told at once', () => {
    expect(plan({ name: '', email: 'x', country: 'XX' }, {}).problems.map(({ column }) => column)).toEqual(['name', 'email', 'country'])
  })

  test('what may stand once, and the line on which it first stood', () => {
    const customers = [row(2, person), row(3, { ...person, ref: '8' }), row(4, { ...person, email: 'x@contoh.id' })]
    const accounts = [row(2, service), row(5, { ...service, domain: 'CONTOH.ID' })]
    expect(planImport(customers, accounts, context).problems).toEqual([
      { file: 'customers', line: 3, column: 'email', reason: 'repeated', firstLine: 2 },
      { file: 'customers', line: 4, column: 'ref', reason: 'repeated', firstLine: 2 },
      { file: 'accounts', line: 5, column: 'domain', reason: 'repeated', firstLine: 2 },
    ])
  })

  test('never repeat what stood in the cell', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 40 }), (secret) => {
        const { problems } = plan(
          { email: secret, phone: secret, country: secret, kind: secret, born_on: secret },
          { due_on: secret, term: secret, package: secret },
        )
        if (secret.trim().length >= 12) expect(JSON.stringify(problems)).not.toContain(JSON.stringify(secret.trim()).slice(1, -1))
      }),
    )
  })

  test('any rows give a plan, never an exception', () => {
    const cells = (columns: object) => fc.dictionary(fc.constantFrom(...Object.keys(columns), '__proto__'), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(cells(CUSTOMER_COLUMNS)), fc.array(cells(ACCOUNT_COLUMNS)), (customers, accounts) => {
        const lines = (rows: readonly Row['cells'][]) => rows.map((given, index) => row(index + 2, given))
        const made = planImport(lines(customers), lines(accounts), context)
        expect(
          made.customers.length + new Set(made.problems.filter(({ file }) => file === 'customers').map(({ line }) => line)).size,
        ).toBeGreaterThanOrEqual(customers.length)
      }),
    )
  })
})

describe('the first line', () => {
  test('needs every column that is needed', () => {
    expect(checkHeader('accounts', ['customer', 'domain', 'package', 'term'])).toEqual([
      { file: 'accounts', line: 1, column: 'due_on', reason: 'column_missing' },
    ])
    expect(checkHeader('accounts', Object.keys(ACCOUNT_COLUMNS))).toEqual([])
    expect(checkHeader('customers', Object.keys(CUSTOMER_COLUMNS))).toEqual([])
  })

  test('has no unknown column, and none twice', () => {
    const found = [...Object.keys(CUSTOMER_COLUMNS), 'toString', 'ref']
    expect(checkHeader('customers', found).map(({ column, reason }) => [column, reason])).toEqual([
      ['toString', 'column_unknown'],
      ['ref', 'column_twice'],
    ])
  })
})

describe('what the customers agreed to elsewhere', () => {
  const version: VersionOf<'terms'> = {
    document: 'terms',
    version: '2024-11-01',
    published: '2024-11-01',
    effective: { new: '2024-11-01', existing: '2024-11-01' },
    material: true,
    provider: { name: 'Tnet', service: 'Treabiz.id', email: 'a@b.id' },
    terms: {
      order: { cancelAfterDays: 2 },
      invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 },
      late: { suspendAfterDays: 2, terminateAfterDays: 7 },
    },
    clauses: [],
    titles: { id: '', en: '' },
    summary: { id: [], en: [] },
    changes: { id: [], en: [] },
    digests: { id: '', en: '' },
    paths: { id: '', en: '' },
  }
  test('binds as asserted, from the import on, never as accepted', () => {
    const { decisions, unknown } = assertions([version], { terms: '2024-11-01' }, context.now)
    expect(unknown).toEqual([])
    expect(bindingAt([version], 'terms', decisions, context.now, zone)).toMatchObject({ how: 'asserted', since: context.now })
    expect(bindingAt([version], 'terms', decisions, context.now - 1, zone)).toBeUndefined()
  })

  test('names published versions only', () => {
    expect(assertions([version], { terms: '2023-01-01', sla: '2024-11-01' }, 0)).toEqual({
      decisions: [],
      unknown: [
        { document: 'terms', version: '2023-01-01' },
        { document: 'sla', version: '2024-11-01' },
      ],
    })
  })
})
