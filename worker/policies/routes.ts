/** The public addresses: static pages, with what depends on the instant filled in. */
import { Hono } from 'hono'
import { DOCUMENTS, LANGUAGES } from '../../content/schema.ts'
import { logFailure } from '../log.ts'
import { problemResponse, readerLanguage } from '../problem.ts'
import { showCalculator } from './calculator.ts'
import { compare, showDifference } from './differences.ts'
import { showCurrent, showHome, showTimemap, showVersion } from './documents.ts'
import { provider } from './generated.ts'
import { securityTxt } from './machine.ts'
import { DOCUMENT_PATHS, inLanguage } from './rules/version.ts'
import { answer, CACHE, type SiteBindings, type SiteContext, showStatic } from './serve.ts'

export function createSite() {
  const site = new Hono<SiteBindings>()
  site.use('*', onlyReading)
  site.use('*', oneAddress)
  for (const language of LANGUAGES) {
    site.get(inLanguage('/', language).replace(/(.)\/$/, '$1'), (c) => showHome(c, language))
    site.get(inLanguage('/ketentuan/kalkulator', language), (c) => showCalculator(c, language))
    for (const document of DOCUMENTS) {
      const root = inLanguage(DOCUMENT_PATHS[document], language)
      site.get(root, (c) => showCurrent(c, document, language))
      site.get(`${root}/timemap`, (c) => showTimemap(c, document, language))
      site.get(`${root}/perubahan`, (c) => compare(c, document, language))
      site.get(`${root}/perubahan/:pair`, (c) => showDifference(c, document, language))
      site.get(`${root}/:version{\\d{4}-\\d{2}-\\d{2}}`, (c) => showVersion(c, document, language))
    }
  }
  site.get('/.well-known/security.txt', (c) =>
    answer(c.req.raw, { body: securityTxt(provider, c.get('context').now), type: 'text/plain; charset=utf-8', cache: CACHE.data }),
  )
  site.get('*', showFile)
  return site
}

/** Error pages are files too, but nobody's address. */
const ERROR_PAGE = /^(\/en)?\/(404|500)$/

/** Everything else is a file as it was built. */
async function showFile(c: SiteContext): Promise<Response> {
  const { pathname } = new URL(c.req.url)
  return ERROR_PAGE.test(pathname) ? showStatic(c, pathname.replace('500', '404'), 404) : showStatic(c, pathname)
}

/** Whatever went wrong unforeseen: a program gets a problem, a reader a page; neither gets the reason, which is logged. */
export async function failed(error: Error, c: SiteContext): Promise<Response> {
  logFailure({ path: c.req.path }, error)
  const { pathname } = new URL(c.req.url)
  if (pathname.startsWith('/api/')) {
    const title = readerLanguage(c) === 'en' ? 'Something broke on our side' : 'Ada yang rusak di pihak kami'
    return problemResponse({ type: 'about:blank', title, status: 500, code: 'internal', detail: title }, readerLanguage(c))
  }
  return showStatic(c, pathname === '/en' || pathname.startsWith('/en/') ? '/en/500' : '/500', 500)
}

/** Public pages are read, not written. */
async function onlyReading(c: SiteContext, next: () => Promise<void>): Promise<Response | undefined> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('Method not allowed', 405, { allow: 'GET, HEAD' })
  await next()
  return undefined
}

/**
 * Every page has one address: single slashes, none at its end, no `.html`. The query is kept. A path that begins with two
 * slashes would lead to another host; an encoded slash is one to the asset store, but not to the routes, so that a page would
 * come without what they fill in.
 */
async function oneAddress(c: SiteContext, next: () => Promise<void>): Promise<Response | undefined> {
  const { pathname, search } = new URL(c.req.url)
  const slashes = pathname.replace(/%2f/gi, '/').replace(/\/{2,}/g, '/')
  const clean = slashes.replace(/(\/index)?\.html$/, '').replace(/\/+$/, '') || '/'
  if (clean !== pathname) return c.redirect(clean + search, 308)
  await next()
  return undefined
}
