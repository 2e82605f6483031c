/** Which version of the terms orders a change: what the account's open invoice pinned, else the one that binds now. */

import type { Language } from '../../../content/schema.ts'
import { decisionsQuery } from '../../agreements/reads.ts'
import type { Context } from '../../context.ts'
import { policies, provider } from '../../policies/generated.ts'
import { bindingAt, type Decision } from '../../policies/rules/binding.ts'
import { type ClauseCitation, cite } from '../../policies/rules/cite.ts'
import { versionNamed } from '../../policies/rules/version.ts'

export interface OrderingClause {
  readonly document: 'terms'
  readonly version: string
  readonly id: string
}

export function orderingClause(decisions: readonly Decision[], now: number, id: string): OrderingClause | null {
  const binding = bindingAt(policies, 'terms', decisions, now, provider.timeZone)
  return binding ? { document: 'terms', version: binding.version.version, id } : null
}

export function linked(clause: OrderingClause | null, language: Language): ClauseCitation | null {
  const version = clause && versionNamed(policies, 'terms', clause.version)
  return clause && version ? cite(version, clause.id, language) : null
}

/** A clause of the terms that bind the customer, for a refusal. */
export async function citedFor({ db, now, language }: Context, customer: string, id: string): Promise<ClauseCitation | undefined> {
  return linked(orderingClause(await decisionsQuery(db, customer), now, id), language) ?? undefined
}
