/** Every check that a provider's promises must pass before anything is built from them. */
import { LANGUAGES } from '#content/schema'
import { canonicalText } from './canonical.ts'
import type { Content, Finding } from './load.ts'
import { textContext } from './publish.ts'

export interface Surroundings {
  /** The provider's calendar day of the build. */
  readonly today: string
  /** The Worker's folder, whose citations are followed. */
  readonly worker: string
}

export function checkContent(content: Content, { today }: Surroundings): Finding[] {
  return [...publishedBytesAreUnchanged(content, today)]
}

/** What was published is what the MDX still says, byte for byte, and nothing counts as published without its bytes. */
export function publishedBytesAreUnchanged(content: Content, today: string): Finding[] {
  return content.versions.flatMap((version) =>
    LANGUAGES.flatMap((language): Finding[] => {
      const { mdx, md } = version.files[language]
      const bytes = version.bytes[language]
      const publish = `npm run policy:publish -- ${version.document} ${version.version}`
      if (bytes === undefined) {
        return version.front.published > today
          ? []
          : [{ file: md, field: '', message: `is missing although the version is published; run ${publish}` }]
      }
      try {
        if (bytes === canonicalText(version, language, textContext(content))) return []
      } catch (error) {
        return [{ file: mdx, field: '', message: error instanceof Error ? error.message : String(error) }]
      }
      return [{ file: mdx, field: '', message: 'renders to other bytes' }]
    }),
  )
}
