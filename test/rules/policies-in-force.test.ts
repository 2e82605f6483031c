import { describe, expect, test } from 'vitest'
import { acceptableAt, effectiveAt, inForceAt, upcomingAt } from '../../worker/policies/rules/in-force.ts'
import { termsVersion } from '../support/versions.ts'

const WIB = 'Asia/Jakarta'
const OLD = termsVersion('2024-11-01', { published: '2024-11-01', new: '2024-11-01', existing: '2024-11-01' }, { material: false })
const NEW = termsVersion('2026-12-15', { published: '2026-11-21', new: '2026-12-15', existing: '2027-01-15' })
const VERSIONS = [NEW, OLD]

/** Midnight in WIB is 17:00Z of the day before. */
describe('the version in force', () => {
  test.each([
    ['2024-10-31T16:59:59.999Z', undefined, undefined],
    ['2024-10-31T17:00:00.000Z', '2024-11-01', '2024-11-01'],
    ['2026-11-21T12:00:00.000Z', '2024-11-01', '2024-11-01'],
    ['2026-12-14T16:59:59.999Z', '2024-11-01', '2024-11-01'],
    ['2026-12-14T17:00:00.000Z', '2026-12-15', '2024-11-01'],
    ['2026-12-15T00:00:00.000Z', '2026-12-15', '2024-11-01'],
    ['2027-01-14T16:59:59.999Z', '2026-12-15', '2024-11-01'],
    ['2027-01-14T17:00:00.000Z', '2026-12-15', '2026-12-15'],
    ['2099-01-01T00:00:00.000Z', '2026-12-15', '2026-12-15'],
  ])('at %s is %s for new customers and %s for existing ones', (at, forNew, forExisting) => {
    const found = (['new', 'existing'] as const).map((cohort) => inForceAt(VERSIONS, 'terms', Date.parse(at), cohort, WIB)?.version)
    expect(found).toEqual([forNew, forExisting])
  })

  test('follows the provider’s zone: in Makassar midnight comes an hour earlier', () => {
    const at = Date.parse('2026-12-14T16:00:00Z')
    expect(inForceAt(VERSIONS, 'terms', at, 'new', 'Asia/Makassar')?.version).toBe('2026-12-15')
    expect(inForceAt(VERSIONS, 'terms', at, 'new', WIB)?.version).toBe('2024-11-01')
  })

  test('of another document is none of these', () => {
    expect(inForceAt(VERSIONS, 'sla', Date.parse('2027-06-01'), 'new', WIB)).toBeUndefined()
  })

  test('that takes effect for existing customers together with its predecessor is the newer one', () => {
    const patch = termsVersion('2026-12-20', { published: '2026-12-20', new: '2026-12-20', existing: '2027-01-15' }, { material: false })
    expect(inForceAt([patch, ...VERSIONS], 'terms', Date.parse('2027-01-14T17:00:00Z'), 'existing', WIB)?.version).toBe('2026-12-20')
  })

  test('begins at the first instant of its day', () => {
    expect(effectiveAt(NEW, 'existing', WIB)).toBe(Date.parse('2027-01-14T17:00:00Z'))
  })
})

describe('what may be accepted', () => {
  test.each([
    ['before anything is published', '2024-10-31T16:59:59Z', []],
    ['with one version', '2026-11-20T16:59:59Z', ['2024-11-01']],
    ['from the instant the next one is published', '2026-11-20T17:00:00Z', ['2024-11-01', '2026-12-15']],
    ['while two are in force', '2026-12-14T17:00:00Z', ['2024-11-01', '2026-12-15']],
    ['until the old one is in force for nobody', '2027-01-14T16:59:59Z', ['2024-11-01', '2026-12-15']],
    ['once the new one is in force for all', '2027-01-14T17:00:00Z', ['2026-12-15']],
  ])('%s', (_, at, versions) => {
    expect(acceptableAt(VERSIONS, 'terms', Date.parse(at), WIB).map(({ version }) => version)).toEqual(versions)
  })

  test('a version published for later is upcoming until it is in force for new customers', () => {
    const upcoming = (at: string) => upcomingAt(VERSIONS, 'terms', Date.parse(at), WIB).map(({ version }) => version)
    expect(upcoming('2026-11-20T16:59:59Z')).toEqual([])
    expect(upcoming('2026-11-20T17:00:00Z')).toEqual(['2026-12-15'])
    expect(upcoming('2026-12-14T17:00:00Z')).toEqual([])
  })
})
