import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sheet, sourceHash } from '../../site/build/sheet.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

const PAGES = [
  '/',
  '/en',
  '/sla',
  '/sla/2024-11-01',
  '/sla/riwayat',
  '/sla/perubahan/2024-11-01..2026-12-15',
  '/ketentuan/kalkulator',
  '/pengumuman',
  '/glosarium',
  '/kontak',
  '/hukum',
  '/nope',
]
const DATA = [
  '/policies.json',
  '/policies/sla/2024-11-01.json',
  '/feed.xml',
  '/sla/feed.xml',
  '/sla/2024-11-01.md',
  '/sla/timemap',
  '/sitemap.xml',
  '/robots.txt',
  '/.well-known/security.txt',
]
const manual = (path: string, init: RequestInit = {}) => worker.fetch(path, { redirect: 'manual', ...init })

/** As it stands on the line: a client of ours would read two slashes as another host. */
function rawly(path: string, headers: Record<string, string> = {}): Promise<Record<'status' | 'location' | 'encoding', unknown>> {
  const { hostname, port } = worker.url
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, location: answer.headers.location, encoding: answer.headers['content-encoding'] })
    })
      .once('error', reject)
      .end()
  })
}

describe('security headers', () => {
  test.each([...PAGES, ...DATA, '/api/v1/nothing', '/api/dev/clock'])('stand on %s, once each', async (path) => {
    const { headers } = await worker.fetch(path)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; base-uri 'none'; frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+; includeSubDomains; preload$/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('a policy page allows its one stylesheet by hash, and no script', async () => {
    const response = await worker.fetch('/privasi')
    const text = await response.text()
    const styles = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '')
    expect(styles).toEqual([sheet()])
    expect(response.headers.get('content-security-policy')).toContain(`style-src ${sourceHash(styles[0] ?? '')}`)
    expect(response.headers.get('content-security-policy')).not.toContain('script-src')
    expect(text).not.toMatch(/<script(?! type="application\/ld\+json")/)
    expect(text).not.toMatch(/ style="/)
  })

  test('an app page may run bundled scripts and speak to the API, nothing else', async () => {
    const csp = (await worker.fetch('/en/akun')).headers.get('content-security-policy') ?? ''
    expect(csp).toContain("script-src 'self'")
    expect(csp).toContain("connect-src 'self'")
    expect(csp).not.toContain('unsafe')
  })

  test('assets that do not pass the Worker bear the same ones', () => {
    const file = readFileSync('dist/_headers', 'utf8')
    expect(file).toMatch(/^\/_astro\/\*\n( {2}.+\n)+/)
    expect(file).toContain("content-security-policy: default-src 'none'")
    expect(file).toContain('x-content-type-options: nosniff')
  })
})

describe('one address each', () => {
  test.each([
    ['/sla/', '/sla'],
    ['/en/', '/en'],
    ['/sla/2024-11-01/', '/sla/2024-11-01'],
    ['/glosarium.html', '/glosarium'],
    ['/index.html', '/'],
    ['/kontak/?a=1', '/kontak?a=1'],
  ])('%s leads to %s', async (path, target) => {
    const response = await manual(path)
    expect(response.status).toBe(308)
    const location = new URL(response.headers.get('location') ?? '', worker.url)
    expect(location.host).toBe(worker.url.host)
    expect(location.pathname + location.search).toBe(target)
  })

  test.each([
    ['//jahat.example', '/jahat.example'],
    ['//:x', '/:x'],
    ['//[', '/['],
    ['//%', '/%'],
    ['/privasi//2024-11-01', '/privasi/2024-11-01'],
    ['/privasi%2F2024-11-01', '/privasi/2024-11-01'],
    ['/%2f%2Fjahat.example', '/jahat.example'],
  ])('%s leads to %s', async (path, to) => {
    const { status, location } = await rawly(path)
    expect({ status, location }).toEqual({ status: 308, location: to })
  })

  test.each(['/404', '/500', '/en/404', '/en/500'])('the error page is no page of its own at %s', async (path) => {
    const response = await manual(path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/pihak kami|our side/)
  })

  test('two slashes in front do not lead to another host', async () => {
    const response = await fetch(`${worker.url.origin}//evil.example/`, { redirect: 'manual' })
    expect(response.status).toBe(308)
    expect(new URL(response.headers.get('location') ?? '', worker.url).host).toBe(worker.url.host)
  })

  test('pages are read, not written', async () => {
    const response = await manual('/sla', { method: 'POST', body: 'x' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })
})

describe('asking again', () => {
  test.each([...PAGES.filter((path) => path !== '/nope'), ...DATA])('%s is not sent twice', async (path) => {
    const first = await worker.fetch(path)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/)
    const again = await worker.fetch(path, { headers: { 'if-none-match': `"other", ${etag}` } })
    expect(again.status).toBe(304)
    expect(again.headers.get('etag')).toBe(etag)
    expect(again.headers.get('content-security-policy')).not.toBeNull()
    expect(await again.text()).toBe('')
  })

  test('a page whose status changed is sent anew', async () => {
    await worker.setClock('2026-12-14T16:59:59Z')
    const etag = (await worker.fetch('/sla/2024-11-01')).headers.get('etag') ?? ''
    await worker.setClock('2026-12-14T17:00:00Z')
    expect((await worker.fetch('/sla/2024-11-01', { headers: { 'if-none-match': etag } })).status).toBe(200)
  })

  test('the stored file’s own validators never decide', async () => {
    const response = await worker.fetch('/sla', { headers: { 'if-modified-since': 'Tue, 01 Jan 2999 00:00:00 GMT' } })
    expect(response.status).toBe(200)
  })

  test.each(PAGES)('%s forbids changing it on the way', async (path) => {
    expect((await worker.fetch(path)).headers.get('cache-control')).toContain('no-transform')
  })

  test.each([
    ['br', 'br'],
    ['gzip, br;q=0.5', 'br'],
    ['br;q=0', null],
    ['br; q=0.000, gzip', null],
    ['gzip', null],
  ])('whoever accepts “%s” gets %s, never what they refuse', async (accepted, encoding) => {
    const { encoding: sent } = await rawly('/sla/2024-11-01.md', { 'accept-encoding': accepted })
    expect(sent === 'br' ? 'br' : null).toBe(encoding)
  })

  test('HEAD answers as GET does, without the body', async () => {
    const [get, head] = await Promise.all([worker.fetch('/sla'), worker.fetch('/sla', { method: 'HEAD' })])
    expect(head.status).toBe(200)
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect(await head.text()).toBe('')
  })
})

describe('for programs', () => {
  test('security.txt expires within a year from now, whenever now is (RFC 9116)', async () => {
    await worker.setClock('2031-05-05T12:00:00Z')
    const text = await (await worker.fetch('/.well-known/security.txt')).text()
    expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m)
    const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')
    expect(expires).toBeGreaterThan(Date.parse('2031-05-05T12:00:00Z'))
    expect(expires).toBeLessThan(Date.parse('2032-05-05T12:00:00Z'))
  })

  test('an unknown API address is a problem, not a page', async () => {
    const response = await worker.fetch('/api/v1/nothing')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  test('the schema of the open data does not pass the Worker and bears its headers from the file', async () => {
    const { headers } = await worker.fetch('/schema/policies.json')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('content-type')).toContain('application/json')
  })

  test('the open data may be read by anyone’s program', async () => {
    for (const path of DATA) expect((await worker.fetch(path)).headers.get('access-control-allow-origin')).toBe('*')
  })
})
