/** Addresses are Indonesian; the English twin of a page is the same path under /en. */
import type { Language } from '#content/schema'

/** `path` is the Indonesian address, with a leading slash. */
export function addressIn(language: Language, path: string): string {
  if (language === 'id') return path
  return path === '/' ? '/en' : `/en${path}`
}

/** The Indonesian address of a page, whichever twin is given. */
export function indonesianAddress(path: string): string {
  return path === '/en' ? '/' : path.replace(/^\/en(?=\/)/, '')
}

/** `getStaticPaths` of a page that stands at /… and at /en/…, by a `[...lang]` folder. A new list each time, since Astro keeps notes in it. */
export function bothLanguages() {
  return [
    { params: { lang: undefined }, props: { language: 'id' as Language } },
    { params: { lang: 'en' }, props: { language: 'en' as Language } },
  ]
}
