/** What the components of a policy text need to know: which version is being read, in which language. */
import type { Language } from '#content/schema'
import { policies } from '#rules/policies/generated'
import { documentPath, type PolicyVersion } from '#rules/policies/rules/version'
import { type Content, type LoadedVersion, loadContent } from '../../build/load.ts'

export interface Reading {
  /** Absent in texts that belong to no version, such as announcements: they cite, and have no terms of their own. */
  readonly version?: PolicyVersion
  readonly loaded?: LoadedVersion
  readonly language: Language
  readonly content: Content
}

export function readingOf(version: PolicyVersion, language: Language): Required<Reading> {
  const content = loadContent()
  const loaded = content.versions.find((other) => other.document === version.document && other.version === version.version)
  if (loaded === undefined) throw new Error(`${version.document} ${version.version} is not in ${content.dir}`)
  return { version, loaded, language, content }
}

/** Where a clause stands: on this page, or in the document that has it, whichever version is in force. */
export function clauseAddress({ version, language }: Reading, id: string): string {
  const has = (candidate: PolicyVersion) => candidate.clauses.some((clause) => clause.id === id)
  if (version && has(version)) return `#${id}`
  const other = policies.find(has)
  if (other === undefined) throw new Error(`clause ${id} is in no published version`)
  return `${documentPath(other.document, language)}#${id}`
}

/** What a text of a version needs; an announcement that uses it stops the build. */
export function versionRead({ version }: Reading): PolicyVersion {
  if (version === undefined) throw new Error('terms and clauses stand only in the text of a version')
  return version
}
