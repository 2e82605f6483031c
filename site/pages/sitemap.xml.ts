/** Every public page in both languages, with its twin. */
import type { APIRoute } from 'astro'
import { DOCUMENTS, LANGUAGES } from '#content/schema'
import { policies, provider } from '#rules/policies/generated'
import { DOCUMENT_PATHS, inLanguage } from '#rules/policies/rules/version'
import { loadContent } from '../build/load.ts'

const pages = [
  '/',
  ...DOCUMENTS.flatMap((document) => [DOCUMENT_PATHS[document], `${DOCUMENT_PATHS[document]}/riwayat`]),
  ...policies.map((version) => version.paths.id),
  '/ketentuan/kalkulator',
  '/pengumuman',
  ...loadContent().announcements.map(({ slug }) => `/pengumuman/${slug}`),
  '/glosarium',
  '/kontak',
  '/hukum',
]

const address = (path: string, language: 'id' | 'en') => provider.origin + inLanguage(path, language).replace(/(.)\/$/, '$1')

function entry(path: string, language: 'id' | 'en'): string {
  const twins = LANGUAGES.map((other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${address(path, other)}"/>`)
  return `<url><loc>${address(path, language)}</loc>${twins.join('')}</url>`
}

export const GET: APIRoute = () =>
  new Response(
    [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
      ...pages.flatMap((path) => LANGUAGES.map((language) => entry(path, language))),
      '</urlset>',
      '',
    ].join('\n'),
  )
