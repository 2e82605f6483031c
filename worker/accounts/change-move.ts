/** S17: what the customer wished for from this period on begins, as it is written. Its price stands on the period's invoice. */
import type { Catalog } from '../../content/schema.ts'
import type { Decision } from '../bulk-commit.ts'
import { orderReason } from '../panel/orders.ts'
import { canonical } from '../shared/canonical.ts'
import type { AccountMove } from './changes.ts'
import { asItIs } from './late-move.ts'
import type { LateAccount } from './reads.ts'
import type { Next, Wish } from './rules/schedule.ts'

export function changeMove(
  account: LateAccount,
  wish: Wish,
  { terms, catalog, next, now }: { terms: string; catalog: Catalog; next: Next | null; now: number },
): Decision {
  const { id, version, customer, domain, dueOn, package: item, term } = account
  const clause = { document: 'terms', version: terms, id: 'S17' }
  const begun = { package: wish.package, term: wish.term }
  const set: AccountMove = { ...asItIs(account), begun, nextAction: next?.action ?? null, nextActionAt: next?.at ?? null }
  const event = { type: 'account.change_begun', body: canonical({ clause, from: { package: item, term }, to: begun, on: wish.from, next }) }
  const name = catalog.find((entry) => entry.id === wish.package)?.name ?? wish.package
  const body = canonical({ clause, account: id, domain, dueOn, owedRupiah: 0, at: now, item: name })
  return {
    ...{ id, version, set, event },
    notice: { customer, kind: 'change_begun', cycle: wish.from, body },
    step: { panel: item === wish.package ? null : orderReason(clause), closes: null, counts: false },
  }
}
