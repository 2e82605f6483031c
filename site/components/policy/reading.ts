/** What the components of a policy text need to know: which version is being read, in which language. */
import type { Document, Language } from '#content/schema'
import { policies } from '#rules/policies/generated'
import { documentPath, type PolicyVersion } from '#rules/policies/rules/version'
import { type Content, type LoadedVersion, loadContent } from '../../build/load.ts'

export interface Reading {
  readonly version: PolicyVersion
  readonly loaded: LoadedVersion
  readonly language: Language
  readonly content: Content
}

export function readingOf(version: PolicyVersion, language: Language): Reading {
  const content = loadContent()
  const loaded = content.versions.find((other) => other.document === version.document && other.version === version.version)
  if (loaded === undefined) throw new Error(`${version.document} ${version.version} is not in ${content.dir}`)
  return { version, loaded, language, content }
}

/** Where a clause stands: on this page, or in the document that has it, whichever version is in force. */
export function clauseAddress({ version, language }: Reading, id: string): string {
  if (version.clauses.some((clause) => clause.id === id)) return `#${id}`
  const other = policies.find((candidate) => candidate.clauses.some((clause) => clause.id === id))
  return `${documentPath((other ?? version).document as Document, language)}#${id}`
}
