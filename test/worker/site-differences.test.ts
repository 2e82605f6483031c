import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policies } from '../../worker/policies/generated.ts'
import type { ClauseJson } from '../../worker/policies/rules/differences.ts'
import { type PolicyVersion, versionNamed } from '../../worker/policies/rules/version.ts'
import { differencesView } from '../../worker/policies/rules/views/differences.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

const manual = (path: string) => worker.fetch(path, { redirect: 'manual' })
const json = (version: string): ClauseJson => JSON.parse(readFileSync(`dist/policies/terms/${version}.json`, 'utf8'))
const named = (version: string) => versionNamed(policies, 'terms', version) as PolicyVersion

describe('the difference of two versions', () => {
  test('says in words what was added, moved and reworded, clause by clause', async () => {
    const text = await (await manual('/ketentuan/perubahan/2024-11-01..2026-12-15')).text()
    expect(text).toContain('<p class="word added">Ditambahkan</p>')
    expect(text).toContain('<p class="word reworded">Diubah</p>')
    expect(text).toMatch(/<ins><span class="spoken">Ditambahkan: <\/span>/)
    expect(text).toMatch(/<del><span class="spoken">Dihapus: <\/span>/)
    expect(text).toMatch(/href="\/ketentuan\/2026-12-15#S14">S14<\/a>/)
  })

  test('tells changed terms in a table', async () => {
    const text = await (await manual('/en/ketentuan/perubahan/2024-11-01..2026-12-15')).text()
    const table = /<table[\s\S]*?<\/table>/.exec(text)?.[0] ?? ''
    expect(table).toContain('Notice before a material change')
    expect(table).toContain('<ins>14 days</ins>')
  })

  test('a pair that is not built is filled by the Worker into the same page', async () => {
    const response = await manual('/ketentuan/perubahan/2026-12-15..2026-12-15')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toContain('Tidak ada yang berubah di antara kedua versi ini.')
    expect(text).toContain('Tidak berubah')
    expect(text).not.toContain('data-slot')
    expect(text).toContain('<header class="bar">')
  })

  test('built and filled pages come from one view', async () => {
    const [before, after] = ['2024-11-01', '2026-12-15']
    const compared = { from: named(before), to: named(after), before: json(before), after: json(after), language: 'id' } as const
    const built = await (await manual(`/ketentuan/perubahan/${before}..${after}`)).text()
    expect(built).toContain(differencesView(compared).markup)
  })

  test('the wrong way round leads to the right one', async () => {
    const response = await manual('/en/sla/perubahan/2026-12-15..2024-11-01')
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe('/en/sla/perubahan/2024-11-01..2026-12-15')
  })

  test.each(['2024-11-01..2025-01-01', '2024-11-01', '2024-11-01..', '2024-11-01..2026-12-15..2024-11-01', 'x..y'])(
    '%s names no two versions: 404',
    async (pair) => {
      expect((await manual(`/sla/perubahan/${pair}`)).status).toBe(404)
    },
  )

  test('the form leads to the address of the pair', async () => {
    const response = await manual('/sla/perubahan?dari=2024-11-01&ke=2026-12-15')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/sla/perubahan/2024-11-01..2026-12-15')
  })

  test('what was removed is told by the version that had it', () => {
    const whole = json('2024-11-01')
    const less = { ...whole, version: '2026-12-15', clauses: whole.clauses.filter(({ id }) => id !== 'S14') }
    const { markup } = differencesView({ from: named('2024-11-01'), to: named('2026-12-15'), before: whole, after: less, language: 'id' })
    expect(markup).toContain('<p class="word removed">Dihapus</p>')
    expect(markup).toContain('href="/ketentuan/2024-11-01#S14"')
  })

  test('a changed number reads “2 → 3 hari”, and markup in a text stays text', () => {
    const whole = json('2024-11-01')
    const terms = structuredClone(whole.terms) as { late: { suspendAfterDays: number } }
    terms.late.suspendAfterDays = 3
    const clauses = whole.clauses.map((clause) =>
      clause.id === 'S14' ? { ...clause, text: { ...clause.text, id: `${clause.text.id} <img src=x>` } } : clause,
    )
    const { markup } = differencesView({
      from: named('2024-11-01'),
      to: named('2026-12-15'),
      before: whole,
      after: { ...whole, terms, clauses },
      language: 'id',
    })
    expect(markup).toContain('<del>2</del> → <ins>3 hari</ins>')
    expect(markup).not.toContain('<img')
  })
})
