/** What a customer reads before the purchase click (S2, S13): under which versions it would be made, and until when it can be paid. */
import { orderCancellableAt } from '../../accounts/rules/order.ts'
import { decisionsQuery } from '../../agreements/reads.ts'
import { outstanding } from '../../agreements/rules/outstanding.ts'
import { ContractDocument } from '../../agreements/schemas.ts'
import type { Context } from '../../context.ts'
import { policies, provider } from '../../policies/generated.ts'
import type { Decision } from '../../policies/rules/binding.ts'
import { cite } from '../../policies/rules/cite.ts'
import { type PolicyVersion, versionNamed } from '../../policies/rules/version.ts'
import { agreedForOrder } from '../orders/rules.ts'
import type { CheckoutAnswer } from './schemas.ts'

const { timeZone } = provider

export async function showCheckout({ db, now, language }: Context, customer: string): Promise<CheckoutAnswer> {
  const decisions = await decisionsQuery(db, customer)
  const documents = ContractDocument.options.flatMap((document) => stands(document, decisions, now))
  const terms = documents.find(({ document }) => document === 'terms')
  const binding = terms && versionNamed(policies, 'terms', terms.version)
  return {
    now,
    documents,
    payBefore: binding
      ? new Date(orderCancellableAt(now, { version: binding.version, order: binding.terms.order, timeZone })).toISOString()
      : null,
    clauses: binding ? { click: cite(binding, 'S2', language), unpaid: cite(binding, 'S13', language) } : null,
    tax: { code: provider.tax.code, rate: provider.tax.rate, included: provider.tax.included },
  }
}

/** A document in the version that the order would be made under: accepted already, or to be accepted with it. */
function stands(document: ContractDocument, decisions: readonly Decision[], now: number) {
  const agreed = agreedForOrder(policies, [document], decisions, now, timeZone)
  const [asked] = agreed.ok ? [] : outstanding(policies, [document], decisions, now, timeZone)
  const label = asked?.version ?? (agreed.ok ? agreed.value[0]?.version : undefined)
  const version = label === undefined ? undefined : (versionNamed(policies, document, label) as PolicyVersion | undefined)
  if (version === undefined) return []
  const { titles, digests, paths } = version
  return [{ document, version: version.version, accepted: agreed.ok, titles, digests, paths }]
}
