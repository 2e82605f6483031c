/**
 * M4: the customer may refuse announcements and offers, but always receives notices about the account: changes, payments,
 * server status. Optional mail carries a one-click unsubscribe, necessary mail none.
 */
export type MailCategory = 'necessary' | 'optional'

/** Kinds of mail that rest on consent (P6: surveys, marketing, statistics, habits); every other kind is about the account. */
const OPTIONAL: ReadonlySet<string> = new Set(['announcement', 'offer', 'survey'])

export function mailCategory(kind: string): MailCategory {
  return OPTIONAL.has(kind) ? 'optional' : 'necessary'
}
