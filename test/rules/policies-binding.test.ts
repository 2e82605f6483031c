import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bindingAt, bindings, type Decision } from '../../worker/policies/rules/binding.ts'
import { cite } from '../../worker/policies/rules/cite.ts'
import { documentOfClause, versionNamed } from '../../worker/policies/rules/version.ts'
import { termsVersion } from '../support/versions.ts'

const WIB = 'Asia/Jakarta'
const V1 = termsVersion('2024-11-01', { published: '2024-11-01', new: '2024-11-01', existing: '2024-11-01' }, { material: false })
const V2 = termsVersion('2026-12-15', { published: '2026-11-21', new: '2026-12-15', existing: '2027-01-15' })
const PATCH = termsVersion('2027-03-01', { published: '2027-02-20', new: '2027-03-01', existing: '2027-03-10' }, { material: false })
const VERSIONS = [PATCH, V1, V2]

const at = (text: string) => Date.parse(text)
const decided = (decision: Decision['decision'], version: string, when: string): Decision => ({
  document: 'terms',
  version,
  decision,
  decidedAt: at(when),
})
const bound = (decisions: readonly Decision[], when: string) => {
  const binding = bindingAt(VERSIONS, 'terms', decisions, at(when), WIB)
  return binding === undefined ? undefined : `${binding.version.version} ${binding.how}`
}

describe('the version that binds a customer', () => {
  const OLD_CUSTOMER = [decided('accepted', '2024-11-01', '2025-03-01T05:00:00Z')]
  const EARLY = [...OLD_CUSTOMER, decided('accepted', '2026-12-15', '2026-11-25T05:00:00Z')]
  const LATE = [...OLD_CUSTOMER, decided('accepted', '2026-12-15', '2027-02-01T05:00:00Z')]

  test.each<[string, readonly Decision[], string, string | undefined]>([
    ['without any decision none binds', [], '2027-06-01T00:00:00Z', undefined],
    ['before the acceptance none binds', OLD_CUSTOMER, '2025-03-01T04:59:59Z', undefined],
    ['an accepted one binds', OLD_CUSTOMER, '2025-03-01T05:00:00Z', '2024-11-01 accepted'],
    ['silence leaves the accepted one binding after a material change', OLD_CUSTOMER, '2027-06-01T00:00:00Z', '2024-11-01 accepted'],
    ['accepted early, the new one waits for its day for existing customers', EARLY, '2027-01-14T16:59:59Z', '2024-11-01 accepted'],
    ['accepted early, it binds from its day for existing customers', EARLY, '2027-01-14T17:00:00Z', '2026-12-15 accepted'],
    ['accepted late, it binds from the acceptance', LATE, '2027-02-01T05:00:00Z', '2026-12-15 accepted'],
    ['until accepted late, the old one binds', LATE, '2027-02-01T04:59:59Z', '2024-11-01 accepted'],
    [
      'a declined one does not bind',
      [...OLD_CUSTOMER, decided('declined', '2026-12-15', '2026-11-25T05:00:00Z')],
      '2027-06-01T00:00:00Z',
      '2024-11-01 accepted',
    ],
    [
      'a decline can be taken back',
      [
        ...OLD_CUSTOMER,
        decided('declined', '2026-12-15', '2026-11-25T05:00:00Z'),
        decided('accepted', '2026-12-15', '2027-01-20T05:00:00Z'),
      ],
      '2027-01-20T05:00:00Z',
      '2026-12-15 accepted',
    ],
    [
      'declining what was accepted does not undo the agreement',
      [...OLD_CUSTOMER, decided('declined', '2024-11-01', '2025-04-01T05:00:00Z')],
      '2026-01-01T00:00:00Z',
      '2024-11-01 accepted',
    ],
    [
      'a new customer is bound by the new one at once',
      [decided('accepted', '2026-12-15', '2026-12-20T05:00:00Z')],
      '2026-12-20T05:00:00Z',
      '2026-12-15 accepted',
    ],
    ['an immaterial one binds on its day whom its predecessor binds', LATE, '2027-03-09T17:00:00Z', '2027-03-01 effective'],
    ['an immaterial one does not bind before its day', LATE, '2027-03-09T16:59:59Z', '2026-12-15 accepted'],
    [
      'an immaterial one does not carry in a material one that was not accepted',
      OLD_CUSTOMER,
      '2027-06-01T00:00:00Z',
      '2024-11-01 accepted',
    ],
    [
      'an immaterial one may be accepted as well, and then binds as accepted',
      [...LATE, decided('accepted', '2027-03-01', '2027-02-25T05:00:00Z')],
      '2027-03-09T17:00:00Z',
      '2027-03-01 accepted',
    ],
    [
      'an import binds as asserted',
      [decided('asserted', '2024-11-01', '2025-01-01T00:00:00Z')],
      '2026-01-01T00:00:00Z',
      '2024-11-01 asserted',
    ],
    [
      'an asserted one that is accepted later binds as accepted',
      [decided('asserted', '2024-11-01', '2025-01-01T00:00:00Z'), decided('accepted', '2024-11-01', '2025-02-01T00:00:00Z')],
      '2026-01-01T00:00:00Z',
      '2024-11-01 accepted',
    ],
    [
      'accepting an older one later does not bring it back',
      [decided('accepted', '2026-12-15', '2026-12-20T05:00:00Z'), decided('accepted', '2024-11-01', '2026-12-21T05:00:00Z')],
      '2027-01-01T00:00:00Z',
      '2026-12-15 accepted',
    ],
    [
      'decisions about other documents do not count',
      [{ ...decided('accepted', '2024-11-01', '2025-03-01T05:00:00Z'), document: 'sla' }],
      '2026-01-01T00:00:00Z',
      undefined,
    ],
  ])('%s', (_, decisions, when, expected) => {
    expect(bound(decisions, when)).toBe(expected)
  })

  test('those still ahead are known with their instants', () => {
    expect(
      bindings(VERSIONS, 'terms', EARLY, WIB).map(({ version, since, how }) => [version.version, new Date(since).toISOString(), how]),
    ).toEqual([
      ['2024-11-01', '2025-03-01T05:00:00.000Z', 'accepted'],
      ['2026-12-15', '2027-01-14T17:00:00.000Z', 'accepted'],
      ['2027-03-01', '2027-03-09T17:00:00.000Z', 'effective'],
    ])
  })

  const decision = fc.record({
    document: fc.constant('terms' as const),
    version: fc.constantFrom('2024-11-01', '2026-12-15', '2027-03-01'),
    decision: fc.constantFrom('accepted' as const, 'declined' as const),
    decidedAt: fc.integer({ min: at('2024-11-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') }),
  })

  test('a material version never binds whom never accepted it, and nothing binds before its day', () => {
    fc.assert(
      fc.property(
        fc.array(decision, { maxLength: 8 }),
        fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2029-01-01T00:00:00Z') }),
        (decisions, now) => {
          const binding = bindingAt(VERSIONS, 'terms', decisions, now, WIB)
          if (binding === undefined) return
          const accepted = decisions.some((d) => d.decision === 'accepted' && d.version === binding.version.version && d.decidedAt <= now)
          expect(accepted || !binding.version.material).toBe(true)
          expect(now).toBeGreaterThanOrEqual(at(`${binding.version.effective.new}T00:00:00+07:00`))
        },
      ),
    )
  })

  test('declining changes nothing, whenever it happens', () => {
    fc.assert(
      fc.property(
        fc.array(decision, { maxLength: 8 }),
        fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2029-01-01T00:00:00Z') }),
        (decisions, now) => {
          const accepted = decisions.filter((d) => d.decision !== 'declined')
          expect(bindingAt(VERSIONS, 'terms', decisions, now, WIB)).toEqual(bindingAt(VERSIONS, 'terms', accepted, now, WIB))
        },
      ),
    )
  })
})

describe('a citation', () => {
  test.each([
    ['id', '/ketentuan/2024-11-01#S14'],
    ['en', '/en/ketentuan/2024-11-01#S14'],
  ] as const)('in %s leads to the clause of the version that binds', (language, href) => {
    expect(cite(V1, 'S14', language)).toEqual({ document: 'terms', version: '2024-11-01', id: 'S14', href })
  })

  test('of a clause that an old version lacks falls back to the law that already ordered it', () => {
    expect(cite(V1, 'P16', 'id', 'pdp-32')).toEqual({ document: 'terms', version: '2024-11-01', id: 'pdp-32', href: '/hukum#pdp-32' })
    expect(cite(V1, 'P16', 'en', 'pdp-32').href).toBe('/en/hukum#pdp-32')
  })

  test('prefers the clause to the law', () => {
    expect(cite(V1, 'S14', 'id', 'pdp-32').id).toBe('S14')
  })

  test('of neither leads to the version and not to an anchor that is not there', () => {
    expect(cite(V1, 'S99', 'id').href).toBe('/ketentuan/2024-11-01')
  })
})

describe('finding versions', () => {
  test('by their label, which an invoice pinned', () => {
    expect(versionNamed(VERSIONS, 'terms', '2024-11-01')).toBe(V1)
    expect(versionNamed(VERSIONS, 'terms', '2024-11-02')).toBeUndefined()
    expect(versionNamed(VERSIONS, 'sla', '2024-11-01')).toBeUndefined()
  })

  test('by a clause, which has one home', () => {
    expect([documentOfClause(VERSIONS, 'S14'), documentOfClause(VERSIONS, 'P1')]).toEqual(['terms', undefined])
  })
})
