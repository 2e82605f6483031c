import type { APIRoute } from 'astro'
import { provider } from '#rules/policies/generated'

/** Pages of one's own, in both languages: nothing of them is for a search. */
const PRIVATE = ['/akun', '/daftar', '/masuk', '/staf'].flatMap((path) => [path, `/en${path}`])

export const GET: APIRoute = () =>
  new Response(
    `User-agent: *\n${['/api/', ...PRIVATE].map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${provider.origin}/sitemap.xml\n`,
  )
