import type { APIRoute } from 'astro'
import { provider } from '#rules/policies/generated'

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nDisallow: /api/\nDisallow: /akun\nDisallow: /en/akun\n\nSitemap: ${provider.origin}/sitemap.xml\n`)
