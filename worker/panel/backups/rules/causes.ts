/** Why a backup or restore came to nothing (S7, S8, S15). Kept with the row and told to the customer. */
export const CAUSES = ['panel', 'account_off', 'overwritten', 'account_ended', 'unpaid', 'quote_expired'] as const
export type Cause = (typeof CAUSES)[number]
