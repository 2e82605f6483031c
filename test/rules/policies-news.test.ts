import { describe, expect, test } from 'vitest'
import type { Decision } from '../../worker/policies/rules/binding.ts'
import { newsFor, newsWords } from '../../worker/policies/rules/news.ts'
import { termsVersion } from '../support/sketches.ts'

const ZONE = 'Asia/Jakarta'
const old = termsVersion({ version: '2024-11-01' })
const next = termsVersion({ version: '2026-12-15', published: '2026-11-21', existing: '2027-01-15', material: true })
const versions = [old, next]
const decided = (version: string, decision: Decision['decision']) => ({ document: 'terms' as const, version, decision })

describe('what is news to a customer', () => {
  test.each([
    [
      'who came before its publication',
      '2025-03-01T00:00:00Z',
      [decided('2024-11-01', 'accepted')],
      '2026-11-20T17:00:00Z',
      ['2026-12-15'],
    ],
    [
      'who came between publication and its first day',
      '2026-12-01T00:00:00Z',
      [decided('2024-11-01', 'accepted')],
      '2026-12-02T00:00:00Z',
      ['2026-12-15'],
    ],
    ['a second before the day of publication', '2025-03-01T00:00:00Z', [decided('2024-11-01', 'accepted')], '2026-11-20T16:59:59Z', []],
    ['who accepted it already', '2026-12-01T00:00:00Z', [decided('2026-12-15', 'accepted')], '2026-12-02T00:00:00Z', []],
    ['who declined it already', '2026-12-01T00:00:00Z', [decided('2026-12-15', 'declined')], '2026-12-02T00:00:00Z', []],
    ['who came under it', '2026-12-14T17:00:00Z', [decided('2026-12-15', 'accepted')], '2027-02-01T00:00:00Z', []],
    ['who was imported and accepted nothing', '2025-03-01T00:00:00Z', [], '2027-02-01T00:00:00Z', ['2026-12-15']],
  ])('%s', (_who, createdAt, decisions, now, expected) => {
    const news = newsFor(versions, { createdAt: Date.parse(createdAt), decisions }, Date.parse(now), ZONE)
    expect(news.map(({ version }) => version)).toEqual(expected)
  })

  test('a material version says that it asks; one that nobody accepts, or that is immaterial, says its day', () => {
    const { id, en } = newsWords([next], ['terms']).text
    expect(id).toContain('2026-12-15, paling cepat 15 Januari 2027 dan hanya bila Anda menyetujuinya')
    expect(id).toContain('diam bukan setuju')
    expect(en).toContain('2026-12-15, on 15 January 2027 at the earliest and only if you accept it')
    expect(newsWords([next], []).text.id).toMatch(/2026-12-15, mulai 15 Januari 2027\.$/)
    expect(newsWords([{ ...next, material: false }], ['terms']).text.en).toMatch(/2026-12-15, from 15 January 2027\.$/)
  })
})
