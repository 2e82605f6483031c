/**
 * S17: another package or another billing term. Less is taken from the next renewal on, without a refund of the difference, and not
 * while the account is suspended as overdue; a term already paid for is never touched. More can be had at once, pro rata.
 */
import type { Catalog } from '../../../content/schema.ts'
import type { Day } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isAlive, type LifecycleState } from './lifecycle-state.ts'
import { type OrderItem, type OrderRefusal, orderPrice } from './order.ts'
import { MONTHS_OF } from './renewal.ts'

export interface ChangeFacts {
  readonly state: LifecycleState
  /** Whether staff have declared a violation. */
  readonly inViolation: boolean
  readonly has: OrderItem
  /** What the package costs the customer for one term today; a withdrawn package keeps its price. */
  readonly pricePerTerm: number
  /** First day not yet paid for. */
  readonly dueOn: Day
  /** The renewal invoice that is open, if any, with the first day of its period. */
  readonly openInvoice: { readonly id: string; readonly periodFrom: Day; readonly periodTo: Day } | null
  readonly leaving: boolean
}

export type ChangeRefusal =
  | { readonly reason: 'nothing_changes' }
  | { readonly reason: 'no_running_account'; readonly state: LifecycleState }
  | { readonly reason: 'leaving' }
  | { readonly reason: 'suspended_as_overdue'; readonly clause: 'S17'; readonly dueOn: Day; readonly invoice: string | null }
  | { readonly reason: 'not_in_good_standing'; readonly state: LifecycleState; readonly inViolation: boolean }
  | { readonly reason: 'other_kind'; readonly has: string; readonly wanted: string }
  | OrderRefusal

export interface Change {
  readonly kind: 'downgrade' | 'shorter_term' | 'longer_term' | 'upgrade'
  readonly wanted: OrderItem
  /** `now`: once its pro rata invoice is paid (`upgradeCharge`); a day: from that renewal on. */
  readonly from: 'now' | Day
  /** An open invoice for a term that has not begun is void and issued anew for what is wanted. */
  readonly replacesInvoice: string | null
  readonly clause: 'S17'
}

/** S17: what a wish for another package or term means, or why it is refused. `on` is today in the provider's zone. */
export function requestChange(facts: ChangeFacts, wanted: OrderItem, catalog: Catalog, on: Day): Result<Change, ChangeRefusal> {
  const { state, has, openInvoice, dueOn } = facts
  if (!isAlive(state)) return fail({ reason: 'no_running_account', state })
  if (wanted.package === has.package && wanted.term === has.term) return fail({ reason: 'nothing_changes' })
  if (facts.leaving) return fail({ reason: 'leaving' })
  const price = wanted.package === has.package ? knownPrice(catalog, wanted, on) : orderPrice(catalog, wanted, on)
  if (!price.ok) return price
  const [kindHas, kindWanted] = [has, wanted].map((item) => catalog.find(({ id }) => id === item.package)?.kind)
  if (kindHas !== kindWanted) return fail({ reason: 'other_kind', has: has.package, wanted: wanted.package })

  const kind = kindOf(facts, wanted, price.value, catalog)
  if (state === 'suspended' && (kind === 'downgrade' || kind === 'shorter_term')) {
    return fail({ reason: 'suspended_as_overdue', clause: 'S17', dueOn, invoice: openInvoice?.id ?? null })
  }
  // The price of an upgrade is that of the paid terms' rest: where the term that runs is not paid, there is none.
  if (kind === 'upgrade' && (state !== 'active' || on > dueOn || facts.inViolation)) {
    return fail({ reason: 'not_in_good_standing', state, inViolation: facts.inViolation })
  }
  return ok({
    kind,
    wanted,
    ...renewalToChange(openInvoice, dueOn, on),
    ...(kind === 'upgrade' && { from: 'now' as const }),
    clause: 'S17',
  })
}

/** A term of the package that the customer has stays for sale to them, even where the package is withdrawn for others. */
function knownPrice(catalog: Catalog, wanted: OrderItem, on: Day): Result<number, OrderRefusal> {
  return orderPrice(
    catalog.map(({ withdrawnOn: _, ...rest }) => rest),
    wanted,
    on,
  )
}

/**
 * The package decides, by its price where both are sold for the same term, else by its price per month; the term decides where the
 * package stays. A cheaper package is a downgrade whatever its term is.
 */
function kindOf({ has, pricePerTerm }: ChangeFacts, wanted: OrderItem, price: number, catalog: Catalog): Change['kind'] {
  if (wanted.package === has.package) return MONTHS_OF[wanted.term] < MONTHS_OF[has.term] ? 'shorter_term' : 'longer_term'
  const sameTerm = catalog.find(({ id }) => id === wanted.package)?.priceRupiah[has.term]
  const [now, then] =
    sameTerm === undefined ? [pricePerTerm * MONTHS_OF[wanted.term], price * MONTHS_OF[has.term]] : [pricePerTerm, sameTerm]
  if (then < now) return 'downgrade'
  if (MONTHS_OF[wanted.term] < MONTHS_OF[has.term]) return 'shorter_term'
  return MONTHS_OF[wanted.term] > MONTHS_OF[has.term] ? 'longer_term' : 'upgrade'
}

/** S17: the next renewal whose term has not begun; the due day still counts whole. An invoice for a term that runs stands as issued. */
function renewalToChange(openInvoice: ChangeFacts['openInvoice'], dueOn: Day, on: Day): Pick<Change, 'from' | 'replacesInvoice'> {
  if (openInvoice === null) return { from: dueOn, replacesInvoice: null }
  return on <= openInvoice.periodFrom
    ? { from: openInvoice.periodFrom, replacesInvoice: openInvoice.id }
    : { from: openInvoice.periodTo, replacesInvoice: null }
}
