/**
 * Serving a static file as an answer of our own: conditional headers never reach the asset store (its validators know nothing
 * of what is filled in), the ETag is of what is really sent, and HTML says no-transform so that nobody injects into it.
 */
import { brotliCompressSync, constants } from 'node:zlib'
import type { HTMLRewriter as Rewriter } from '@cloudflare/workers-types'
import type { Context as HonoContext } from 'hono'
import type { Env } from '../context.ts'
import type { AppBindings } from '../door.ts'
import type { Html } from '../shared/html.ts'

declare const HTMLRewriter: typeof Rewriter

export type Slots = { readonly [name: string]: Html | undefined }

/** How long an answer may be reused unasked. What depends on the instant is always asked for again. */
export const CACHE = {
  current: 'public, max-age=0, must-revalidate, no-transform',
  page: 'public, max-age=60, must-revalidate, no-transform',
  data: 'public, max-age=300, must-revalidate',
  published: 'public, max-age=31536000, immutable',
} as const

/** The static file of an address (without `.html`); 404 with the error page where there is none. */
export async function staticFile(env: Env, origin: string, path: string): Promise<Response> {
  return (await env.ASSETS.fetch(new URL(path, origin).href)) as unknown as Response
}

/** Fills the elements marked `data-slot` that are named; one without content to show is removed, unnamed ones stay as they are. */
export async function fillSlots(page: Response, slots: Slots): Promise<string> {
  const rewriter = new HTMLRewriter()
  for (const [name, content] of Object.entries(slots)) {
    rewriter.on(`[data-slot="${name}"]`, {
      element(element) {
        element.removeAttribute('data-slot')
        if (content === undefined) element.remove()
        else element.setInnerContent(content.markup, { html: true })
      },
    })
  }
  return rewriter.transform(page as never).text()
}

export interface Answer {
  readonly body: string | ArrayBuffer
  readonly type: string
  readonly cache: string
  readonly status?: number
  readonly headers?: Record<string, string>
}

/** @returns 304 without a body when the reader already has exactly this. */
export async function answer(request: Request, { body, type, cache, status = 200, headers = {} }: Answer): Promise<Response> {
  const etag = await etagOf(body)
  const all = { ...headers, 'cache-control': cache, ...(status === 200 ? { etag } : {}) }
  if (status === 200 && matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers: all })
  return encoded(request, body, { status, headers: { ...all, 'content-type': type } })
}

/** Enough for HTML; higher ones cost more time than they save. */
const QUALITY = 5
const TEXT = /^(text\/|application\/(json|atom\+xml|xml|link-format))/

/**
 * `no-transform` also keeps the network from compressing, so that is done here. The reader's own wish stands in `cf`;
 * the header says what the network can decode.
 */
function encoded(request: Request, body: string | ArrayBuffer, init: { status: number; headers: Record<string, string> }): Response {
  const wish =
    (request as Request & { cf?: { clientAcceptEncoding?: string } }).cf?.clientAcceptEncoding ??
    request.headers.get('accept-encoding') ??
    ''
  const vary = [init.headers['vary'], 'accept-encoding'].filter(Boolean).join(', ')
  const headers = { ...init.headers, vary }
  if (!/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(wish) || !TEXT.test(init.headers['content-type'] ?? ''))
    return new Response(body, { ...init, headers })
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  const compressed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })
  const manual = { status: init.status, headers: { ...headers, 'content-encoding': 'br' }, encodeBody: 'manual' }
  return new Response(new Uint8Array(compressed), manual as ResponseInit)
}

/** Weak, since a cache on the way may compress. */
async function etagOf(body: string | ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', typeof body === 'string' ? new TextEncoder().encode(body) : body)
  return `W/"${Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''))
}

export type SiteBindings = AppBindings & { Bindings: Env }
export type SiteContext = HonoContext<SiteBindings>

/** A file as it was built. */
export async function showStatic(c: SiteContext, path: string, status?: number): Promise<Response> {
  const file = await staticFile(c.env, c.req.url, path)
  if (file.status >= 300 && file.status < 400) return file
  const stored = file.headers.get('content-type') ?? 'application/octet-stream'
  const type = file.status === 200 ? typeOf(path, stored) : 'text/html; charset=utf-8'
  const isPage = type.startsWith('text/html')
  return answer(c.req.raw, {
    body: isPage ? await file.text() : await file.arrayBuffer(),
    type,
    cache: file.status === 404 ? 'no-cache, no-transform' : isPage ? CACHE.page : path.endsWith('.md') ? CACHE.published : CACHE.data,
    status: status ?? file.status,
  })
}

function typeOf(path: string, stored: string): string {
  if (path.endsWith('.md')) return 'text/markdown; charset=utf-8'
  if (path.endsWith('feed.xml')) return 'application/atom+xml; charset=utf-8'
  if (path.endsWith('.json')) return 'application/json; charset=utf-8'
  return stored.startsWith('text/html') ? 'text/html; charset=utf-8' : stored
}
