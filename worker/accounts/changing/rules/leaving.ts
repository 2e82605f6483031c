/**
 * P5, S24: whoever declines a material version goes on under the accepted one to the end of the paid term, and then leaves in an
 * orderly way: no invoice for a further term, and nothing before that end.
 */
import type { Document } from '../../../../content/schema.ts'
import type { Decision } from '../../../policies/rules/binding.ts'
import { type PolicyVersion, versionsOf } from '../../../policies/rules/version.ts'
import { type Day, dayOf, type Instant } from '../../../shared/calendar.ts'
import { type Cancellation, cancellationEndsAt } from '../../rules/cancel.ts'

export interface StandingDecline {
  readonly document: Document
  readonly version: string
  readonly declinedAt: Instant
}

/**
 * P5, S24: the decline that makes the customer leave; null while none stands. It stands until that version or a newer one of the
 * document is accepted. An immaterial version binds without acceptance: declining it changes nothing.
 */
export function standingDecline(
  policies: readonly PolicyVersion[],
  documents: readonly Document[],
  decisions: readonly Decision[],
): StandingDecline | null {
  const declines = decisions.filter(({ document, decision }) => decision === 'declined' && documents.includes(document))
  const standing = declines.filter((decline) => {
    const accepted = newestAccepted(decline.document, decisions)
    return (accepted === null || accepted < decline.version) && isMaterial(policies, decline, accepted)
  })
  const [first] = standing.toSorted((a, b) => a.decidedAt - b.decidedAt)
  return first ? { document: first.document, version: first.version, declinedAt: first.decidedAt } : null
}

function newestAccepted(document: Document, decisions: readonly Decision[]): string | null {
  const accepted = decisions.filter((one) => one.document === document && one.decision === 'accepted').map(({ version }) => version)
  return accepted.toSorted().at(-1) ?? null
}

/** Anything material between what was accepted and what is declined; without an acceptance the whole document is. */
function isMaterial(policies: readonly PolicyVersion[], { document, version }: Decision, accepted: string | null): boolean {
  const between = versionsOf(policies, document).filter((one) => one.version <= version && (accepted === null || one.version > accepted))
  return accepted === null ? between.length > 0 : between.some(({ material }) => material)
}

export interface LeavingFacts {
  readonly state: string
  readonly dueOn: Day
  /** The renewal invoice that is open, if any. */
  readonly openInvoice: { readonly id: string; readonly kind: string; readonly dueOn: Day; readonly periodFrom: Day } | null
  readonly scheduled: Cancellation | null
}

export interface Leaving extends Cancellation {
  /** For a term that the customer will not take: void. */
  readonly voidInvoice: string | null
}

/**
 * P5, S24: the end that a decline brings; null where none follows: an end is set already, or the account is late, which S14 orders.
 * An invoice that can be paid for some days beyond the term's end keeps the service for those days.
 */
export function leavingByDecline({ state, dueOn, openInvoice, scheduled }: LeavingFacts, now: Instant, timeZone: string): Leaving | null {
  if (state !== 'active' || scheduled !== null) return null
  const lastDay = openInvoice !== null && openInvoice.dueOn > dueOn ? openInvoice.dueOn : dueOn
  return { confirmedAt: now, endsAt: cancellationEndsAt(lastDay, now, timeZone), voidInvoice: openInvoice?.id ?? null }
}

/**
 * S13: the open invoice that a confirmed end makes void: one for a term that has not begun. One for a term that runs stands until the
 * account ends.
 */
export function invoiceNotBegun({ openInvoice }: Pick<LeavingFacts, 'openInvoice'>, now: Instant, timeZone: string): string | null {
  if (openInvoice === null || openInvoice.kind !== 'renewal') return null
  return dayOf(now, timeZone) <= openInvoice.periodFrom ? openInvoice.id : null
}
