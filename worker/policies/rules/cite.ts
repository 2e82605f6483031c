/** How an act of the system names the promise that ordered it: the clause of the version that binds, with a link. */
import type { Document, Language } from '../../../content/schema.ts'
import { lawPath, type PolicyVersion } from './version.ts'

export interface ClauseCitation {
  readonly document: Document
  /** The version that binds. */
  readonly version: string
  /** Clause id, or the key of a law article where that version lacks the clause. */
  readonly id: string
  readonly href: string
}

/**
 * Cites a clause of the version that binds. An old version may lack the clause although the law already ordered the same:
 * then the article `law` is cited instead. With neither, the version itself is cited, without an anchor, so that
 * nobody is sent to a promise that is not there.
 */
export function cite(binding: PolicyVersion, clauseId: string, language: Language, law?: string): ClauseCitation {
  const { document, version } = binding
  if (binding.clauses.some((clause) => clause.id === clauseId)) {
    return { document, version, id: clauseId, href: `${binding.paths[language]}#${clauseId}` }
  }
  if (law !== undefined) return { document, version, id: law, href: lawPath(law, language) }
  return { document, version, id: clauseId, href: binding.paths[language] }
}
