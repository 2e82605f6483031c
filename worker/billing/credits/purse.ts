/** Customers' unspent credit during one round of a sweep: what one invoice of the round is given, the next one has no more. */
import type { AppliedCredit, Credit } from '../rules/credit.ts'

export interface Purse {
  of(customer: string): readonly Credit[]
  spend(customer: string, applied: readonly AppliedCredit[]): void
}

export function purseOf(open: Map<string, Credit[]>): Purse {
  return {
    of: (customer) => open.get(customer) ?? [],
    spend(customer, applied) {
      if (applied.length === 0) return
      const parts = new Map(applied.map(({ credit, amount }) => [credit, amount]))
      const rest = (open.get(customer) ?? []).map((credit) => ({ ...credit, spent: credit.spent + (parts.get(credit.id) ?? 0) }))
      open.set(customer, rest)
    },
  }
}
