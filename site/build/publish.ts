/** Publication of a version: its bytes are written once, and with the first version ever, what may never change is locked. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { LANGUAGES, type Language } from '#content/schema'
import { canonicalText } from './canonical.ts'
import { type Content, type Finding, type LoadedVersion, shownPath } from './load.ts'

/** Writes id.md and en.md (and locked.yaml the first time). Returns what was written, or why nothing was. */
export function publishVersion(content: Content, version: LoadedVersion): { readonly written: string[]; readonly findings: Finding[] } {
  const texts = LANGUAGES.map((language) => ({ language, text: canonicalText(version, language, textContext(content)) }))
  const findings = texts.flatMap(({ language, text }) => refusal(version, language, text))
  if (findings.length > 0) return { written: [], findings }
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

/** What the published texts take from outside their own files. */
export function textContext({ law, provider, locked }: Content) {
  return { law, zoneAbbreviation: locked?.zoneAbbreviation ?? provider.zoneAbbreviation }
}

function refusal(version: LoadedVersion, language: Language, text: string): Finding[] {
  const bytes = version.bytes[language]
  if (bytes === undefined || bytes === text) return []
  const message = `is published and would change; write a new version instead: npm run policy:new -- ${version.document} <date>`
  return [{ file: version.files[language].md, field: '', message }]
}

function lockedText({ provider: { timeZone, zoneAbbreviation, currency } }: Content): string {
  const why = '# Written at the first publication. Published texts and deadlines rest on these; they can no longer change.\n'
  return why + stringify({ timeZone, zoneAbbreviation, currency })
}
