/** JSON-LD of a version (schema.org): data inside the page, not a script that runs. */
import type { Language, Provider } from '#content/schema'
import type { PolicyVersion } from '#rules/policies/rules/version'

/** `<` is written as an escape, so that no text can close the element around it. */
export function documentData(version: PolicyVersion, language: Language, provider: Provider): string {
  const at = (path: string) => `${provider.origin}${path}`
  const data = {
    '@context': 'https://schema.org',
    '@type': 'DigitalDocument',
    '@id': at(version.paths[language]),
    url: at(version.paths[language]),
    name: version.titles[language],
    inLanguage: language,
    version: version.version,
    datePublished: version.published,
    dateModified: version.version,
    publisher: { '@type': 'Organization', name: version.provider.name, url: provider.origin, email: version.provider.email },
    encoding: {
      '@type': 'MediaObject',
      contentUrl: `${at(version.paths[language])}.md`,
      encodingFormat: 'text/markdown',
      sha256: version.digests[language],
    },
    ...(language === 'en' ? { translationOfWork: { '@id': at(version.paths.id) } } : { workTranslation: { '@id': at(version.paths.en) } }),
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
