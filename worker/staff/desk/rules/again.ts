/**
 * What may be ordered once more of what could not be delivered (S7, S8, S11, S14). Twice must have the effect of once, and a letter
 * that asks for money must still be true when it arrives.
 */

export interface FailedDelivery {
  readonly kind: string
  /** Kind of mail, or what the panel was asked to do. */
  readonly what: string
  /** Whether the notice that the mail carried still stands in the portal inbox. */
  readonly posted: boolean
  /** Whether the invoice it was about is still to be paid; null: it was about none. */
  readonly stillOwed: boolean | null
}

/** Why not, as codes that the page has words for. */
export const NOT_AGAIN = [
  'overwrites_data',
  'customer_asks_anew',
  'purge_repeats_itself',
  'text_not_kept',
  'no_longer_owed',
  'unknown',
] as const
export type NotAgain = (typeof NOT_AGAIN)[number]

const PANEL: Readonly<Record<string, NotAgain | null>> = {
  align: null,
  remove: 'purge_repeats_itself',
  backup: 'customer_asks_anew',
  restore: 'overwrites_data',
}

/** S14: letters that say what happens unless an invoice is paid. */
const ASKS_FOR_MONEY = new Set(['order_placed', 'invoice_issued', 'reminder', 'overdue', 'termination_warning', 'upgrade_asked'])

/** S8, S11, S14: null: it may. Bringing the panel to what the account asks for can be repeated at will; a restore never. */
export function whyNotAgain({ kind, what, posted, stillOwed }: FailedDelivery): NotAgain | null {
  if (kind === 'panel') return PANEL[what] === undefined ? 'unknown' : PANEL[what]
  if (kind !== 'mail') return 'unknown'
  if (!posted) return 'text_not_kept'
  return ASKS_FOR_MONEY.has(what) && stillOwed === false ? 'no_longer_owed' : null
}
