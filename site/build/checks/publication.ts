/** Checks that what was published stays what it was: the bytes, and the zone and currency that all versions rest on. */
import { join } from 'node:path'
import { LANGUAGES } from '#content/schema'
import { canonicalText, textContext } from '../canonical.ts'
import { type Content, type Finding, shownPath } from '../load.ts'

/** What was published is what the MDX still says, byte for byte, and nothing counts as published without its bytes. */
export function publishedBytesAreUnchanged(content: Content, today: string): Finding[] {
  return content.versions.flatMap((version) =>
    LANGUAGES.flatMap((language): Finding[] => {
      const { mdx, md } = version.files[language]
      const bytes = version.bytes[language]
      if (bytes === undefined) {
        if (version.front.published > today && version.bytes.id === version.bytes.en) return []
        const publish = `npm run policy:publish -- ${version.document} ${version.version}`
        return [{ file: md, field: '', message: `is missing although the version is published; run ${publish}` }]
      }
      const text = canonicalText(version, language, textContext(content))
      return text === bytes
        ? []
        : [{ file: mdx, field: changedField(bytes, text), message: changedMessage(version.document, md, bytes, text) }]
    }),
  )
}

/** Deadlines and amounts of published versions rest on the provider's zone and currency; both are locked with the first publication. */
export function zoneAndCurrencyAreLocked({ versions, provider, locked, dir }: Content): Finding[] {
  if (locked === undefined) {
    if (versions.every(({ bytes }) => bytes.id === undefined)) return []
    return [
      {
        file: shownPath(join(dir, 'locked.yaml')),
        field: '',
        message: 'is missing although versions are published; restore it, it is written at the first publication',
      },
    ]
  }
  return (['timeZone', 'zoneAbbreviation', 'currency'] as const)
    .filter((field) => provider[field] !== locked[field])
    .map((field) => ({
      file: shownPath(join(dir, 'provider.yaml')),
      field,
      message: `expected ${locked[field]}, locked at the first publication (locked.yaml), found ${provider[field]}`,
    }))
}

function changedMessage(document: string, md: string, was: string, is: string): string {
  const { before, after } = firstDifference(was, is)
  return `is published and may not change; ${md} says “${before}”, this renders “${after}”. Undo it, or write a new version: npm run policy:new -- ${document} <date>`
}

/** The front matter key that differs, or the heading under which the text does. */
function changedField(was: string, is: string): string {
  const lines = is.split('\n')
  const { line } = firstDifference(was, is)
  const before = lines.slice(0, line + 1).reverse()
  const inFrontMatter = lines.indexOf('---', 1) >= line
  const found = inFrontMatter
    ? before.find((text) => /^\w+:/.test(text))?.split(':')[0]
    : before.find((text) => text.startsWith('#'))?.replace(/^#+ /, '')
  return found ?? ''
}

function firstDifference(was: string, is: string): { line: number; before: string; after: string } {
  const before = was.split('\n')
  const after = is.split('\n')
  const line = after.findIndex((text, index) => text !== before[index])
  const at = line === -1 ? after.length : line
  return { line: at, before: before[at] ?? '', after: after[at] ?? '' }
}
