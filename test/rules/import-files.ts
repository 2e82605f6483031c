import type { Catalog } from '../../content/schema.ts'
import { planImport } from '../../worker/accounts/rules/import.ts'
import type { ImportContext, Row } from '../../worker/accounts/rules/import-rows.ts'

export const catalog: Catalog = [
  {
    id: 'sold',
    name: 'Sold',
    kind: 'hosting',
    thirdParty: false,
    description: { id: 'x', en: 'x' },
    priceRupiah: { monthly: 1, yearly: 10 },
    validFrom: '2024-11-01',
    withdrawnOn: '2025-01-01',
  },
  {
    id: 'yearly',
    name: 'Yearly',
    kind: 'hosting',
    thirdParty: false,
    description: { id: 'x', en: 'x' },
    priceRupiah: { yearly: 10 },
    validFrom: '2024-11-01',
  },
]
export const zone = 'Asia/Jakarta'
export const context: ImportContext = {
  now: Date.parse('2027-03-10T03:00Z'),
  on: '2027-03-10',
  catalog,
  promise: { version: '2024-11-01', invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 }, timeZone: zone },
  minimumAge: 18,
  domainsHere: new Set(['sudah.id']),
  emailsHere: new Set(['sudah@contoh.id']),
  usernamesHere: new Set(['sudah']),
}
export const person = {
  ref: '7',
  kind: 'person',
  name: 'Budi Santoso',
  email: 'Budi@Contoh.id',
  phone: '+62 812-3456-789',
  address: 'Jalan Satu 1',
  country: 'id',
}
export const service = { customer: '7', domain: 'contoh.id', package: 'sold', term: 'yearly', due_on: '2027-08-31' }
export const row = (line: number, cells: Row['cells']): Row => ({ line, cells })
export const plan = (customer: Row['cells'], account: Row['cells']) =>
  planImport([row(2, { ...person, ...customer })], [row(2, { ...service, ...account })], context)
