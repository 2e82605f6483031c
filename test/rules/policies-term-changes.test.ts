import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { TERMS } from '../../content/schema.ts'
import { termChanges } from '../../worker/policies/rules/term-changes.ts'
import { fieldLabel, termLabel } from '../../worker/policies/rules/term-labels.ts'

const LATE = { late: { suspendAfterDays: 2, terminateAfterDays: 7 } }

describe('changed terms', () => {
  test.each([
    ['id', { label: 'Terlambat: akun diterminasi setelah', before: '7', after: '10', unit: 'hari' }],
    ['en', { label: 'Late: the account is terminated after', before: '7', after: '10', unit: 'days' }],
  ] as const)('in %s carry label and unit', (language, change) => {
    const after = { late: { ...LATE.late, terminateAfterDays: 10 } }
    expect(termChanges(LATE, after, language)).toEqual([{ path: 'late.terminateAfterDays', ...change }])
  })

  test.each<[string, object, object, string, string | undefined, string | undefined, string]>([
    ['a term that is new has no before', LATE, { ...LATE, change: { noticeDays: 14 } }, 'change.noticeDays', undefined, '14', 'hari'],
    ['a term that is gone has no after', { ...LATE, change: { noticeDays: 14 } }, LATE, 'change.noticeDays', '14', undefined, 'hari'],
    ['a percentage carries its sign', { uptime: { network: 99 } }, { uptime: { network: 99.5 } }, 'uptime.network', '99%', '99,5%', ''],
    [
      'an amount carries its currency',
      { restore: { pricePerGigabyteRupiah: 100000 } },
      { restore: { pricePerGigabyteRupiah: 50000 } },
      'restore.pricePerGigabyteRupiah',
      'Rp\u00a0100.000',
      'Rp\u00a050.000',
      '',
    ],
    [
      'days of the week are words',
      { maintenance: { routineDays: ['saturday', 'sunday'] } },
      { maintenance: { routineDays: ['sunday'] } },
      'maintenance.routineDays',
      'Sabtu dan Minggu',
      'Minggu',
      '',
    ],
    ['counts a week say so', { backup: { perWeek: 1 } }, { backup: { perWeek: 2 } }, 'backup.perWeek', '1', '2', 'kali per minggu'],
  ])('%s', (_, before, after, path, was, is, unit) => {
    expect(termChanges(before, after, 'id')).toEqual([{ path, label: termLabel(path, 'id'), before: was, after: is, unit }])
  })

  test('entries of lists are told by name: the new one whole, the kept one by the field that changed', () => {
    const purpose = (id: string, name: string, basis: string) => ({ id, name: { id: name, en: name }, basis })
    const before = { purposes: [purpose('survey', 'Survei', 'consent')] }
    const after = { purposes: [purpose('survey', 'Survei', 'contract'), purpose('ads', 'Iklan', 'consent')] }
    expect(termChanges(before, after, 'id')).toEqual([
      {
        path: 'purposes.survey.basis',
        label: 'Penggunaan data, Survei: dasar',
        before: 'persetujuan Anda',
        after: 'perjanjian dengan Anda',
        unit: '',
      },
      { path: 'purposes.ads', label: 'Penggunaan data', before: undefined, after: 'Iklan', unit: '' },
    ])
  })

  test('data categories are told by their names, retention by its reason', () => {
    const categories = {
      dataCategories: [
        { id: 'name', name: { id: 'Nama', en: 'Name' } },
        { id: 'email', name: { id: 'Email', en: 'E-mail' } },
      ],
    }
    const kept = (ids: string[], years: number) => ({
      ...categories,
      retention: [
        { id: 'tax', categories: ids, keep: { years }, from: { id: 'Faktur', en: 'Invoice' }, reason: { id: 'Pajak', en: 'Tax' } },
      ],
    })
    expect(termChanges(kept(['name'], 10), kept(['name', 'email'], 5), 'id')).toEqual([
      { path: 'retention.tax.categories', label: 'Masa simpan, Pajak: data', before: 'Nama', after: 'Nama; Email', unit: '' },
      { path: 'retention.tax.keep', label: 'Masa simpan, Pajak: disimpan selama', before: '10 tahun', after: '5 tahun', unit: '' },
    ])
  })

  test('the same terms have none', () => {
    expect(termChanges(LATE, structuredClone(LATE), 'id')).toEqual([])
  })

  test.each(Object.entries(TERMS))('every term of %s has a name in both languages', (_, schema) => {
    for (const { path, fields } of pathsOf(z.toJSONSchema(schema))) {
      for (const language of ['id', 'en'] as const) {
        expect(termLabel(path, language)).not.toBe(path)
        expect(fields.filter((field) => !isNamed(field))).toEqual([])
      }
    }
  })
})

/** Some English names are the field's own name; the Indonesian ones tell whether it has one. */
function isNamed(field: string): boolean {
  return fieldLabel(field, 'id') !== field
}

interface Shape {
  readonly properties?: { readonly [name: string]: unknown }
  readonly items?: unknown
}

/** The dotted paths of a terms schema down to its values and lists, with the fields that entries of a list have. */
function pathsOf(schema: Shape, path = ''): { path: string; fields: string[] }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const here = path === '' ? name : `${path}.${name}`
    const shape: Shape = typeof inner === 'object' && inner !== null ? inner : {}
    if (shape.properties !== undefined) return pathsOf(shape, here)
    const items: Shape = typeof shape.items === 'object' && shape.items !== null ? shape.items : {}
    return [{ path: here, fields: Object.keys(items.properties ?? {}).filter((field) => field !== 'id') }]
  })
}
