import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedSince } from '../../worker/agreements/rules/changed.ts'
import { checkClaim, checkFirstClaim, checkUndecided } from '../../worker/agreements/rules/decidable.ts'
import { outstanding } from '../../worker/agreements/rules/outstanding.ts'
import type { Decision } from '../../worker/policies/rules/binding.ts'
import { digestOf, termsVersion } from '../support/sketches.ts'

const ZONE = 'Asia/Jakarta'
const FIRST = termsVersion({ version: '2024-11-01' })
const PATCH = termsVersion({ version: '2025-06-01', changes: [{ clause: 'S1', text: 'Salah ketik diperbaiki.' }] })
const MATERIAL = termsVersion({
  ...{ version: '2026-12-15', published: '2026-11-21', new: '2026-12-15', existing: '2027-01-15', material: true },
  ...{
    clauses: ['S1', 'S14', 'S16'],
    changes: [{ clause: 'S14', text: 'Penangguhan setelah 3 hari.' }, { text: 'Ringkasan ditambahkan.' }],
    suspendAfterDays: 3,
  },
})
const LATER = termsVersion({
  ...{ version: '2027-06-01', published: '2027-05-01', existing: '2027-07-01', material: true, clauses: ['S1', 'S16'] },
  ...{ changes: [{ clause: 'S16', text: 'Pengembalian uang diatur.' }], suspendAfterDays: 3 },
})
const LATER_PATCH = termsVersion({ version: '2027-08-01', published: '2027-07-20' })
const ALL = [FIRST, PATCH, MATERIAL, LATER, LATER_PATCH]

const at = (instant: string) => Date.parse(instant)
const decided = (version: string, decision: Decision['decision'], decidedAt = '2025-01-01T00:00:00Z'): Decision => ({
  document: 'terms',
  version,
  decision,
  decidedAt: at(decidedAt),
})
const ACCEPTED_FIRST = [decided('2024-11-01', 'accepted')]

describe('outstanding', () => {
  const asked = (decisions: readonly Decision[], instant: string) => outstanding(ALL, ['terms'], decisions, at(instant), ZONE)

  test.each([
    ['the first version alone asks nothing', ACCEPTED_FIRST, '2025-01-02T00:00:00Z', null],
    ['a patch asks nothing', ACCEPTED_FIRST, '2026-01-01T00:00:00Z', null],
    ['the last second before publication', ACCEPTED_FIRST, '2026-11-20T16:59:59Z', null],
    ['from 00.00 WIB of its publication a material version asks', ACCEPTED_FIRST, '2026-11-20T17:00:00Z', '2026-12-15'],
    ['and goes on asking once it is in force for existing customers', ACCEPTED_FIRST, '2027-02-01T00:00:00Z', '2026-12-15'],
    ['accepted, it asks no more', [...ACCEPTED_FIRST, decided('2026-12-15', 'accepted')], '2027-02-01T00:00:00Z', null],
    ['declined, it stays', [...ACCEPTED_FIRST, decided('2026-12-15', 'declined')], '2027-02-01T00:00:00Z', '2026-12-15'],
    [
      'declined and taken back',
      [...ACCEPTED_FIRST, decided('2026-12-15', 'declined'), decided('2026-12-15', 'accepted')],
      '2027-02-01T00:00:00Z',
      null,
    ],
    ['whoever skipped one is asked about the newest', ACCEPTED_FIRST, '2027-05-02T00:00:00Z', '2027-06-01'],
    ['a patch of a version that was never accepted asks in its stead', ACCEPTED_FIRST, '2027-08-02T00:00:00Z', '2027-08-01'],
    ['a patch of an accepted version asks nothing', [decided('2027-06-01', 'accepted')], '2027-08-02T00:00:00Z', null],
    ['nothing accepted: the version in force for new customers', [], '2026-11-25T00:00:00Z', '2025-06-01'],
    ['an imported customer has asserted, not accepted', [decided('2024-11-01', 'asserted')], '2026-11-25T00:00:00Z', '2025-06-01'],
  ])('%s', (_name, decisions, instant, version) => {
    expect(asked(decisions, instant).map((one) => one.version)).toEqual(version === null ? [] : [version])
  })

  test('says by when: the day on which it is in force for existing customers, 00.00 WIB', () => {
    expect(asked(ACCEPTED_FIRST, '2026-11-25T00:00:00Z')[0]).toMatchObject({
      ...{ reason: 'material_change', since: '2024-11-01', decideBy: at('2027-01-14T17:00:00Z'), declined: false, declinedAt: null },
      differencePath: { id: '/ketentuan/perubahan/2024-11-01..2026-12-15', en: '/en/ketentuan/perubahan/2024-11-01..2026-12-15' },
    })
    expect(asked([], '2026-11-25T00:00:00Z')[0]).toMatchObject({
      reason: 'never_accepted',
      since: null,
      decideBy: null,
      differencePath: null,
    })
  })

  test('remembers a decline and explains it: which version goes on to bind, and until when', () => {
    const [one] = asked([...ACCEPTED_FIRST, decided('2026-12-15', 'declined', '2026-11-26T00:00:00Z')], '2026-12-01T00:00:00Z')
    expect(one).toMatchObject({ declined: true, declinedAt: at('2026-11-26T00:00:00Z') })
    // Bound to the patch, which took effect by itself after the accepted version.
    expect(one?.declineMeans.id).toContain('versi 2025-06-01')
    expect(one?.declineMeans.id).toContain('sampai akhir masa layanan yang sudah dibayar')
    expect(one?.declineMeans.en).toContain('15 January 2027')
  })

  test('an older decline does not count for a newer version', () => {
    const [one] = asked([...ACCEPTED_FIRST, decided('2026-12-15', 'declined')], '2027-05-02T00:00:00Z')
    expect(one).toMatchObject({ version: '2027-06-01', declined: false })
  })

  test('whatever was decided, accepting what is asked empties the list', () => {
    const decisions = fc.array(
      fc.record({
        version: fc.constantFrom(...ALL.map((one) => one.version)),
        decision: fc.constantFrom('accepted' as const, 'declined' as const),
      }),
    )
    const instants = fc.integer({ min: at('2024-11-02T00:00:00Z'), max: at('2028-01-01T00:00:00Z') })
    fc.assert(
      fc.property(decisions, instants, (list, now) => {
        const past = list.map((one) => decided(one.version, one.decision))
        const open = outstanding(ALL, ['terms'], past, now, ZONE)
        const after = [...past, ...open.map((one) => decided(one.version, 'accepted'))]
        return outstanding(ALL, ['terms'], after, now, ZONE).length === 0
      }),
    )
  })
})

describe('what changed since', () => {
  test('is told by clause: added, removed, reworded, with the words of every version on the way', () => {
    const changed = changedSince(FIRST, [PATCH, MATERIAL, LATER])
    expect(changed.map(({ clause, change, texts }) => [clause, change, texts.id])).toEqual([
      ['S1', 'reworded', ['Salah ketik diperbaiki.']],
      ['S16', 'added', ['Pengembalian uang diatur.']],
      ['S14', 'removed', ['Penangguhan setelah 3 hari.']],
      [null, 'reworded', ['Ringkasan ditambahkan.']],
    ])
  })

  test('lists every changed term as it is written on the page, in both languages', () => {
    const whole = changedSince(FIRST, [MATERIAL]).find((one) => one.clause === null)
    expect(whole?.terms.id).toMatchObject([{ path: 'late.suspendAfterDays', before: '2', after: '3', unit: 'hari' }])
    expect(whole?.terms.en).toMatchObject([{ path: 'late.suspendAfterDays', before: '2', after: '3', unit: 'days' }])
  })

  test('with the published texts it finds what nobody mentioned', () => {
    const json = (version: string, text: string) => ({
      ...{ document: 'terms', version, terms: {}, outside: { id: '', en: '' } },
      clauses: [{ id: 'S1', title: { id: 'a', en: 'a' }, text: { id: text, en: 'same' } }],
    })
    const texts = { before: json('2024-11-01', 'lama'), after: json('2026-12-15', 'baru') }
    expect(changedSince(FIRST, [MATERIAL], texts).filter((one) => one.clause !== null)).toMatchObject([
      { clause: 'S1', change: 'reworded', texts: { id: [] } },
    ])
  })

  test('nothing, when nothing came after', () => expect(changedSince(FIRST, [])).toEqual([]))
})

describe('a claim to have been shown a version', () => {
  const NOW = at('2026-12-20T00:00:00Z')
  const claim = (version: string, changes: object = {}) => ({
    ...{ document: 'terms' as const, version, language: 'id' as const, digest: digestOf(version, 'a'), shownAt: NOW - 1000 },
    ...changes,
  })
  const outcome = (one: ReturnType<typeof claim>, now = NOW) => {
    const checked = checkClaim(ALL, one, now, ZONE)
    return checked.ok ? 'ok' : checked.failure
  }

  test.each([
    ['in force for new customers', '2026-12-15', '2026-12-20T00:00:00Z', 'ok'],
    ['in force for existing customers', '2025-06-01', '2026-12-20T00:00:00Z', 'ok'],
    ['published and upcoming', '2026-12-15', '2026-11-25T00:00:00Z', 'ok'],
    ['superseded', '2024-11-01', '2026-12-20T00:00:00Z', 'superseded'],
    ['superseded for existing customers too', '2025-06-01', '2027-01-14T17:00:00Z', 'superseded'],
    ['not published yet', '2027-06-01', '2027-04-30T16:59:59Z', 'not_published'],
  ])('%s: %s at %s is %s', (_name, version, instant, expected) => {
    const now = at(instant)
    const answer = outcome(claim(version, { shownAt: now }), now)
    expect(answer === 'ok' ? answer : 'why' in answer && answer.why).toBe(expected)
  })

  test('a wrong digest is answered with the right one of that language', () => {
    const wrong = claim('2026-12-15', { language: 'en' })
    expect(outcome(wrong)).toMatchObject({ reason: 'wrong_digest', language: 'en', digest: digestOf('2026-12-15', 'b') })
  })

  test.each([
    ['this instant', 0, 'ok'],
    ['exactly 24 hours ago', -24 * 3_600_000, 'ok'],
    ['a millisecond longer ago', -24 * 3_600_000 - 1, 'shown_too_long_ago'],
    ['five seconds ahead, as clocks may differ', 5000, 'ok'],
    ['a millisecond more', 5001, 'shown_in_future'],
  ])('shown %s', (_when, offset, expected) => {
    const answer = outcome(claim('2026-12-15', { shownAt: NOW + offset }))
    expect(answer === 'ok' ? answer : answer.reason).toBe(expected)
  })

  test('a registration takes the version in force for new customers and no other', () => {
    const first = (version: string) => checkFirstClaim(ALL, claim(version), NOW, ZONE)
    expect(first('2026-12-15').ok).toBe(true)
    expect(first('2025-06-01')).toMatchObject({ failure: { why: 'superseded', inForce: '2026-12-15' } })
  })
})

describe('a decision about a version', () => {
  test.each([
    ['accepted', [], true],
    ['declined', [], true],
    ['accepted', ['declined'], true],
    ['accepted', ['accepted'], false],
    ['declined', ['accepted'], false],
    ['declined', ['declined'], false],
    ['accepted', ['asserted'], true],
  ] as const)('%s after %j: %s', (decision, past, may) => {
    const decisions = past.map((one) => decided('2026-12-15', one))
    expect(checkUndecided(decisions, { document: 'terms', version: '2026-12-15', decision }).ok).toBe(may)
  })
})
