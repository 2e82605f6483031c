/** The addresses of a document: the current one, each version, and the list of versions for programs. */
import type { HTMLRewriter as Rewriter } from '@cloudflare/workers-types'
import { DOCUMENTS, type Document, LANGUAGES, type Language } from '../../content/schema.ts'
import { policies, provider } from './generated.ts'
import { inForceAt } from './rules/in-force.ts'
import { acceptDatetime, currentLinks, mementoAt, mementoFor, type Site, timemap, versionLinks } from './rules/memento.ts'
import { statusAt } from './rules/status.ts'
import { documentPath, type PolicyVersion, versionNamed } from './rules/version.ts'
import { answersSlot } from './rules/views/answers.ts'
import { documentSlot } from './rules/views/home.ts'
import { statusSlot } from './rules/views/status.ts'
import { answer, CACHE, fillSlots, type SiteContext, showStatic, staticFile } from './serve.ts'

const SITE: Site = { versions: policies, origin: provider.origin, timeZone: provider.timeZone }
declare const HTMLRewriter: typeof Rewriter

const HTML = 'text/html; charset=utf-8'

export async function showHome(c: SiteContext, language: Language): Promise<Response> {
  const at = c.get('context').now
  const slots = Object.fromEntries(
    DOCUMENTS.map((document) => [`document-${document}`, documentSlot({ versions: policies, document, at, language, provider })]),
  )
  const answers = answersSlot({ versions: policies, at, language, provider })
  const page = await staticFile(c.env, c.req.url, language === 'id' ? '/' : '/en')
  return answer(c.req.raw, { body: await fillSlots(page, { ...slots, answers }), type: HTML, cache: CACHE.current })
}

/** The version in force for new customers at this instant. `Accept-Datetime` leads to the version of that time (RFC 7089). */
export async function showCurrent(c: SiteContext, document: Document, language: Language): Promise<Response> {
  const asked = c.req.header('accept-datetime')
  if (asked !== undefined) return negotiate(c, document, language, asked)
  const version = inForceAt(policies, document, c.get('context').now, 'new', provider.timeZone) as PolicyVersion | undefined
  if (version === undefined) return showStatic(c, '/404', 404)
  return answer(c.req.raw, {
    body: await versionPage(c, version, language, asCurrent),
    type: HTML,
    cache: CACHE.current,
    headers: { vary: 'accept-datetime', 'content-location': version.paths[language], link: currentLinks(SITE, version, language) },
  })
}

function negotiate(c: SiteContext, document: Document, language: Language, asked: string): Response {
  const at = acceptDatetime(asked)
  const version = at === undefined ? undefined : mementoFor(SITE, document, at)
  if (version === undefined)
    return c.text('Accept-Datetime: an HTTP date such as Tue, 15 Dec 2026 00:00:00 GMT', 400, { vary: 'accept-datetime' })
  return new Response(null, {
    status: 302,
    headers: {
      location: version.paths[language],
      vary: 'accept-datetime',
      link: currentLinks(SITE, version, language),
      'cache-control': CACHE.current,
    },
  })
}

export async function showVersion(c: SiteContext, document: Document, language: Language): Promise<Response> {
  const version = versionNamed(policies, document, c.req.param('version') ?? '') as PolicyVersion | undefined
  if (version === undefined) return showStatic(c, `${documentPath(document, language)}/404`, 404)
  return answer(c.req.raw, {
    body: await versionPage(c, version, language),
    type: HTML,
    cache: CACHE.page,
    headers: { link: versionLinks(SITE, version, language), 'memento-datetime': new Date(mementoAt(version, SITE)).toUTCString() },
  })
}

/** At the current address a version's page speaks of that address: to search engines, and in its link to the other language. */
function asCurrent(page: Response, { document }: PolicyVersion, language: Language): Response {
  const href = (path: string) => ({
    element: (element: { setAttribute(name: string, value: string): unknown }) => void element.setAttribute('href', path),
  })
  const rewriter = new HTMLRewriter().on('link[rel="canonical"]', href(provider.origin + documentPath(document, language)))
  for (const other of LANGUAGES) {
    rewriter.on(`link[hreflang="${other}"]`, href(provider.origin + documentPath(document, other)))
    if (other !== language) rewriter.on(`.own a[hreflang="${other}"]`, href(documentPath(document, other)))
  }
  return rewriter.transform(page as never) as never
}

const asIs = (page: Response) => page

async function versionPage(c: SiteContext, version: PolicyVersion, language: Language, adapt: typeof asCurrent = asIs): Promise<string> {
  const status = statusAt(policies, version, c.get('context').now, provider.timeZone)
  const page = await staticFile(c.env, c.req.url, version.paths[language])
  return fillSlots(adapt(page, version, language), { status: statusSlot({ version, status, language, zone: provider.zoneAbbreviation }) })
}

export async function showTimemap(c: SiteContext, document: Document, language: Language): Promise<Response> {
  return answer(c.req.raw, { body: timemap(SITE, document, language), type: 'application/link-format', cache: CACHE.data })
}
