import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { policies } from '../../worker/policies/generated.ts'
import { fromMarkdownToWords, wordsOfPage } from '../support/words.ts'

/** Bytes of a policy page, HTML with its stylesheet, as a browser receives it. */
const BUDGET = 14_000

if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run `npm run build` first')
const versions = policies.flatMap((version) => (['id', 'en'] as const).map((language) => [version.paths[language], version] as const))
const file = (path: string) => readFileSync(`dist${path}`, 'utf8')

describe('a policy page', () => {
  test.each(versions)('%s says word for word what the published text says', (path) => {
    const published = fromMarkdownToWords(file(`${path}.md`))
    expect(published.length).toBeGreaterThan(100)
    expect(wordsOfPage(file(`${path}.html`))).toEqual(published)
  })

  test.each(versions)('%s stays within its budget and asks for nothing else', (path) => {
    const page = file(`${path}.html`)
    expect(brotliCompressSync(page).length).toBeLessThanOrEqual(BUDGET)
    expect(page).not.toMatch(/<(img|iframe|object|embed|video|audio|link rel="(stylesheet|preload|modulepreload))/)
    expect(page.match(/<script/g)).toEqual(['<script'])
    expect(page).toContain('<script type="application/ld+json">')
  })

  test.each(versions)('%s has an anchor and a permanent link for every clause', (path, version) => {
    const page = file(`${path}.html`)
    for (const { id } of version.clauses)
      expect(page).toMatch(new RegExp(`<section class="clause" id="${id}"> ?<a class="id" href="${path}#${id}"`))
  })

  test.each(versions)('%s describes itself to programs', (path, version) => {
    const data = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(file(`${path}.html`))?.[1] ?? '')
    expect(data.version).toBe(version.version)
    expect(data.encoding.sha256).toBe(path.startsWith('/en/') ? version.digests.en : version.digests.id)
  })

  test('readings of the first version are marked and stand outside what is digested', () => {
    const page = file('/ketentuan/2024-11-01.html')
    const note = /<aside class="note reading"[^>]*><strong>Cara kami membacanya<\/strong><p>([^<]{40})/.exec(page)?.[1] ?? ''
    expect(note).not.toBe('')
    expect(file('/ketentuan/2024-11-01.md')).not.toContain(note)
  })
})

describe('feeds and maps', () => {
  const FEEDS = [
    '/feed.xml',
    '/en/feed.xml',
    ...['privasi', 'sla', 'ketentuan', 'cookie'].flatMap((slug) => [`/${slug}/feed.xml`, `/en/${slug}/feed.xml`]),
  ]

  test.each(FEEDS)('%s is well formed, newest first, with ids that are all different', (path) => {
    const xml = file(path)
    expect(unbalanced(xml)).toEqual([])
    const ids = [...xml.matchAll(/<id>([^<]+)<\/id>/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id?.startsWith('tag:'))).toBe(true)
    const updated = [...xml.matchAll(/<entry>.*?<updated>([^<]+)/g)].map((match) => match[1] ?? '')
    expect(updated).toEqual([...updated].sort().reverse())
    expect(updated.length).toBeGreaterThan(1)
  })

  test('the id of a version in the feed never changes', () => {
    expect(file('/sla/feed.xml')).toContain('<id>tag:treabiz.id,2024:sla:2024-11-01:id</id>')
  })

  test('the sitemap names only pages that exist', () => {
    const xml = file('/sitemap.xml')
    expect(unbalanced(xml)).toEqual([])
    const paths = [...xml.matchAll(/<loc>https:\/\/[^/<]+([^<]*)<\/loc>/g)].map((match) => match[1] ?? '')
    const current = /^(\/en)?\/(privasi|sla|ketentuan|cookie)$/
    const missing = paths.filter((path) => !current.test(path) && !existsSync(`dist${path === '' || path === '/' ? '/index' : path}.html`))
    expect(paths.length).toBeGreaterThan(40)
    expect(missing).toEqual([])
  })
})

/** Elements that are not closed in order; good enough for XML without comments and CDATA. */
function unbalanced(xml: string): string[] {
  const open: string[] = []
  for (const [, close, name = '', selfClosed] of xml.matchAll(/<(\/?)([a-zA-Z:]+)(?:\s[^>]*?)?(\/?)>/g)) {
    if (selfClosed === '/') continue
    if (close !== '/') open.push(name)
    else if (open.pop() !== name) return [name]
  }
  return open
}
