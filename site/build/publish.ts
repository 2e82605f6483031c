/** Publication of a version: its bytes are written once, and with the first version ever, what may never change is locked. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { LANGUAGES } from '#content/schema'
import { canonicalText, textContext } from './canonical.ts'
import { checkContent, type Surroundings } from './check.ts'
import { type Content, type Finding, type LoadedVersion, shownPath } from './load.ts'

/**
 * Writes id.md and en.md (and locked.yaml the first time). Returns what was written, or why nothing was:
 * what fails a check of its own would be published for ever.
 */
export function publishVersion(
  content: Content,
  version: LoadedVersion,
  surroundings: Surroundings,
): { readonly written: string[]; readonly findings: Finding[] } {
  const own = LANGUAGES.map((language) => version.files[language].mdx)
  const unfit = checkContent(content, surroundings).filter(({ file }) => own.includes(file))
  if (unfit.length > 0) return { written: [], findings: unfit }
  const texts = LANGUAGES.map((language) => ({ language, text: canonicalText(version, language, textContext(content)) }))
  const written: string[] = []
  for (const { language, text } of texts) {
    if (version.bytes[language] === text) continue
    writeFileSync(join(content.dir, version.document, version.version, `${language}.md`), text)
    written.push(version.files[language].md)
  }
  const locked = join(content.dir, 'locked.yaml')
  if (!existsSync(locked)) {
    writeFileSync(locked, lockedText(content))
    written.push(shownPath(locked))
  }
  return { written, findings: [] }
}

function lockedText({ provider: { timeZone, zoneAbbreviation, currency } }: Content): string {
  const why = '# Written at the first publication. Published texts and deadlines rest on these; they can no longer change.\n'
  return why + stringify({ timeZone, zoneAbbreviation, currency })
}
