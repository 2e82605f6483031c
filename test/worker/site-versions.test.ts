import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policies } from '../../worker/policies/generated.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const BEFORE = '2026-12-14T16:59:59Z' // 23:59:59 WIB
const MIDNIGHT = '2026-12-14T17:00:00Z' // 15 December 2026, 00:00 WIB
const FOR_ALL = '2027-01-14T17:00:00Z' // 15 January 2027, 00:00 WIB
const DOCUMENTS = ['privasi', 'sla', 'ketentuan', 'cookie']

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

const page = async (path: string) => (await worker.fetch(path)).text()

describe('the current address', () => {
  test.each(DOCUMENTS)('/%s changes at midnight of the provider, not a second before, without a deployment', async (document) => {
    await worker.setClock(BEFORE)
    expect((await worker.fetch(`/${document}`)).headers.get('content-location')).toBe(`/${document}/2024-11-01`)
    await worker.setClock(MIDNIGHT)
    expect((await worker.fetch(`/${document}`)).headers.get('content-location')).toBe(`/${document}/2026-12-15`)
  })

  test('while two are in force it shows the one for new customers and names the other', async () => {
    await worker.setClock(MIDNIGHT)
    const text = await page('/sla')
    expect(text).toContain('Berlaku untuk pelanggan baru')
    expect(text).toMatch(/sampai saat itu berlaku <a href="\/sla\/2024-11-01">/)
    await worker.setClock(FOR_ALL)
    expect(await page('/sla')).not.toContain('sampai saat itu berlaku')
  })

  test('speaks of itself, not of the version it shows, to search engines and in the other language', async () => {
    const text = await page('/sla')
    expect(text).toMatch(/<link rel="canonical" href="https:\/\/[^/]+\/sla">/)
    expect(text).toMatch(/<link rel="alternate" hreflang="en" href="https:\/\/[^/]+\/en\/sla">/)
    expect(text).toContain('<a href="/en/sla" lang="en" hreflang="en">')
  })

  test('its English twin is the translation, which says so', async () => {
    const text = await page('/en/privasi')
    expect(text).toContain('<html lang="en">')
    expect(text).toContain('This is a translation. The Indonesian text governs.')
  })
})

describe('a version', () => {
  test.each([
    ['2026-12-15', BEFORE, 'Belum berlaku', '/sla/2024-11-01'],
    ['2026-12-15', MIDNIGHT, 'Berlaku untuk pelanggan baru', '/sla/2024-11-01'],
    ['2026-12-15', FOR_ALL, '<strong>Berlaku</strong>', undefined],
    ['2024-11-01', BEFORE, '<strong>Berlaku</strong>', '/sla/2026-12-15'],
    ['2024-11-01', MIDNIGHT, 'Berlaku untuk pelanggan lama', '/sla/2026-12-15'],
    ['2024-11-01', FOR_ALL, 'Sudah digantikan', '/sla/2026-12-15'],
  ])('%s at %s says “%s” and leads to the other one', async (version, at, words, other) => {
    await worker.setClock(at)
    const status = /<div class="note status[\s\S]*?<\/div>/.exec(await page(`/sla/${version}`))?.[0] ?? ''
    expect(status).toContain(words)
    if (other !== undefined) expect(status).toContain(`href="${other}"`)
  })

  test('superseded by a material one, it says that it may still bind', async () => {
    await worker.setClock(FOR_ALL)
    expect(await page('/sla/2024-11-01')).toContain('versi ini tetap mengikat')
  })

  test.each(
    policies.flatMap((version) => (['id', 'en'] as const).map((language) => [version.paths[language], version, language] as const)),
  )('%s shows the digest of exactly the bytes that are served', async (path, version, language) => {
    const response = await worker.fetch(`${path}.md`)
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    const digest = createHash('sha256')
      .update(Buffer.from(await response.arrayBuffer()))
      .digest('hex')
    expect(digest).toBe(version.digests[language])
    expect(await page(path)).toContain(`<code>${digest}</code>`)
  })

  test('its revision date stands at its start and at its end', async () => {
    const text = await page('/ketentuan/2026-12-15')
    const dates = [...text.matchAll(/Tanggal revisi<\/dt><dd><time datetime="2026-12-15">/g)].map((match) => match.index)
    const body = text.indexOf('<div class="text">')
    expect(dates).toHaveLength(2)
    expect(dates[0]).toBeLessThan(body)
    expect(dates[1]).toBeGreaterThan(body)
  })

  test('one that was never published is 404, in the reader’s language', async () => {
    for (const [path, words] of [
      ['/sla/2025-01-01', 'Halaman ini tidak ada'],
      ['/en/sla/2025-01-01', 'There is no such page'],
    ] as const) {
      const response = await worker.fetch(path)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain(words)
    }
  })
})

describe('the front page', () => {
  test('answers from the terms in force and follows them at midnight', async () => {
    await worker.setClock(BEFORE)
    expect(await page('/')).toContain('href="/ketentuan/2024-11-01#S14"')
    await worker.setClock(MIDNIGHT)
    expect(await page('/')).toContain('href="/ketentuan/2026-12-15#S14"')
    expect(await page('/en')).toContain('href="/en/ketentuan/2026-12-15#S14"')
  })

  test('leaves no slot empty', async () => {
    expect(await page('/')).not.toContain('data-slot')
  })
})
