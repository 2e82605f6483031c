/** Fetches two versions' clauses and compares them by the same rule as the public page of differences. */
import type { Document } from '#content/schema'
import { type ClauseDifference, type ClauseJson, comparedIn, differences } from '#rules/policies/rules/differences'
import { type Answer, answerOf } from '../answers.ts'
import { language } from '../page.ts'

export type Clauses = Answer<readonly ClauseDifference[]>

/** Signs of Markdown say nothing about the wording. */
const plain = (text: string) => text.replaceAll('**', '').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')

function read(json: ClauseJson) {
  const compared = comparedIn(json, language)
  return { ...compared, clauses: compared.clauses.map((clause) => ({ ...clause, text: plain(clause.text) })) }
}

export async function comparedClauses(document: Document, before: string, after: string): Promise<Clauses> {
  const clausesOf = (version: string) => answerOf<ClauseJson>(() => fetch(`/policies/${document}/${version}.json`))
  const [older, newer] = await Promise.all([clausesOf(before), clausesOf(after)])
  if (!older.ok) return older
  if (!newer.ok) return newer
  return { ok: true, value: differences(read(older.value), read(newer.value), language).clauses }
}
