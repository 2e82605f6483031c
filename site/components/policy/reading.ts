/** What the components of a policy text need to know: which version is being read, in which language. */
import type { Language } from '#content/schema'
import { policies } from '#rules/policies/generated'
import type { PolicyVersion } from '#rules/policies/rules/version'
import { type Content, type LoadedVersion, loadContent } from '../../build/load.ts'

export interface Reading {
  /** Absent in texts that belong to no version, such as announcements: they cite, and have no terms of their own. */
  readonly version?: PolicyVersion
  readonly loaded?: LoadedVersion
  /** The day the text was made public. */
  readonly published: string
  readonly language: Language
  readonly content: Content
}

export function readingOf(version: PolicyVersion, language: Language): Required<Reading> {
  const content = loadContent()
  const loaded = content.versions.find((other) => other.document === version.document && other.version === version.version)
  if (loaded === undefined) throw new Error(`${version.document} ${version.version} is not in ${content.dir}`)
  return { version, loaded, published: version.published, language, content }
}

/** Where a clause stands: on this page, or in the other document’s version that was the newest when this text was published. */
export function clauseAddress({ version, published, language }: Reading, id: string): string {
  const has = (candidate: PolicyVersion) => candidate.clauses.some((clause) => clause.id === id)
  if (version && has(version)) return `#${id}`
  const others = policies.filter(has).sort((a, b) => (a.version < b.version ? -1 : 1))
  const other = others.filter((candidate) => candidate.published <= published).at(-1) ?? others[0]
  if (other === undefined) throw new Error(`clause ${id} is in no published version`)
  return `${other.paths[language]}#${id}`
}

/** What a text of a version needs; an announcement that uses it stops the build. */
export function versionRead({ version }: Reading): PolicyVersion {
  if (version === undefined) throw new Error('terms and clauses stand only in the text of a version')
  return version
}
