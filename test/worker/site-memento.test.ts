import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
  await worker.setClock('2027-02-01T00:00:00Z')
})
afterAll(() => worker.close())

const asked = (path: string, at: string) => worker.fetch(path, { headers: { 'accept-datetime': at }, redirect: 'manual' })
const ORIGIN = /<\/sla>; rel="original timegate/

describe('asking for the past (RFC 7089)', () => {
  test.each([
    ['Mon, 14 Dec 2026 16:59:59 GMT', '/sla/2024-11-01'],
    ['Mon, 14 Dec 2026 17:00:00 GMT', '/sla/2026-12-15'],
    ['Sat, 01 Jan 2000 00:00:00 GMT', '/sla/2024-11-01'],
    ['Tue, 01 Jan 2030 00:00:00 GMT', '/sla/2026-12-15'],
  ])('the version of %s is %s', async (at, path) => {
    const response = await asked('/sla', at)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(path)
    expect(response.headers.get('vary')).toContain('accept-datetime')
    expect(response.headers.get('link')).toMatch(ORIGIN)
  })

  test('what is no HTTP date is refused', async () => {
    for (const at of ['2026-12-15', 'yesterday', 'Tue, 99 Foo 2026 00:00:00 GMT']) expect((await asked('/sla', at)).status).toBe(400)
  })

  test('without asking, the answer still varies by it', async () => {
    expect((await worker.fetch('/sla')).headers.get('vary')).toContain('accept-datetime')
  })

  test('a version says when it began, where it belongs and what is beside it (RFC 5829)', async () => {
    const first = await worker.fetch('/en/sla/2024-11-01')
    expect(first.headers.get('memento-datetime')).toBe('Thu, 31 Oct 2024 17:00:00 GMT')
    expect(first.headers.get('link')).toContain('</en/sla/2026-12-15>; rel="successor-version')
    expect(first.headers.get('link')).toContain('</en/sla>; rel="original timegate latest-version"')
    expect(first.headers.get('link')).toContain('</en/sla/riwayat>; rel="version-history"')
    const second = await worker.fetch('/en/sla/2026-12-15')
    expect(second.headers.get('link')).toContain('</en/sla/2024-11-01>; rel="predecessor-version')
    expect(second.headers.get('link')).not.toContain('successor-version')
  })

  test('the TimeMap lists every version with its beginning', async () => {
    const response = await worker.fetch('/privasi/timemap')
    expect(response.headers.get('content-type')).toBe('application/link-format')
    const text = await response.text()
    expect(text).toMatch(/<https:\/\/[^>]+\/privasi>; rel="original timegate"/)
    expect(text).toMatch(/privasi\/2024-11-01>; rel="first memento"; datetime="Thu, 31 Oct 2024 17:00:00 GMT"/)
    expect(text).toMatch(/privasi\/2026-12-15>; rel="last memento"; datetime="Mon, 14 Dec 2026 17:00:00 GMT"/)
  })
})
