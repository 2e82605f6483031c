/** S13: what an account's cancellation looks like at one moment, and what its confirmation would do. */
import { invoiceNumber } from '../../billing/rules/invoice.ts'
import type { Context } from '../../context.ts'
import { provider } from '../../policies/generated.ts'
import { HOUR } from '../../shared/calendar.ts'
import { type CancelFacts, CONFIRM_WITHIN_HOURS, requestCancellation } from '../rules/cancel.ts'
import { isAlive } from '../rules/lifecycle-state.ts'
import { purgeableAt } from '../rules/purge.ts'
import { linked, type OrderingClause } from './citing.ts'
import type { AccountRow, InvoiceRow } from './reads.ts'
import { invoiceNotBegun } from './rules/leaving.ts'
import type { CancellationView } from './schemas.ts'

const { timeZone } = provider

export interface Facts {
  readonly account: AccountRow
  readonly invoices: readonly InvoiceRow[]
  readonly clause: OrderingClause | null
}

export const scheduledOf = ({ cancelConfirmedAt, cancelEndsAt }: AccountRow): CancelFacts['scheduled'] =>
  cancelConfirmedAt === null || cancelEndsAt === null ? null : { confirmedAt: cancelConfirmedAt, endsAt: cancelEndsAt }

export const cancelFacts = ({ account }: Facts): CancelFacts => ({
  state: account.state,
  dueOn: account.dueOn,
  scheduled: scheduledOf(account),
})

/** The first step, while it may still be confirmed. */
export const standingAsk = ({ cancelAskedAt, cancelConfirmedAt }: AccountRow, now: number): number | null =>
  cancelConfirmedAt === null && cancelAskedAt !== null && now < cancelAskedAt + CONFIRM_WITHIN_HOURS * HOUR ? cancelAskedAt : null

export function viewOf({ account, invoices, clause }: Facts, { now, language }: Context): CancellationView {
  const scheduled = scheduledOf(account)
  const askedAt = standingAsk(account, now)
  const running = isAlive(account.state)
  const planned = requestCancellation({ state: account.state, dueOn: account.dueOn, scheduled: null }, now, timeZone)
  const endsAt = scheduled?.endsAt ?? (planned.ok ? planned.value.endsAt : null)
  const doomed = running && scheduled === null ? voidedBy({ account, invoices }, now) : undefined
  return {
    ...{ account: account.id, domain: account.domain, dueOn: account.dueOn },
    state:
      account.state === 'pending_payment'
        ? 'unpaid'
        : !running
          ? 'ended'
          : scheduled !== null
            ? 'confirmed'
            : askedAt !== null
              ? 'asked'
              : 'running',
    cause: scheduled === null ? null : account.cancelAskedAt === null ? 'declined_version' : 'customer',
    endsAt: iso(endsAt),
    confirmBy: iso(askedAt === null ? null : askedAt + CONFIRM_WITHIN_HOURS * HOUR),
    deletedFrom: iso(endsAt === null ? null : purgeableAt(endsAt)),
    voidsInvoice: doomed ? invoiceNumber(doomed) : null,
    clause: linked(clause, language),
    deletionClause: linked(clause && { ...clause, id: 'S11' }, language),
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** S13: nobody pays for a term that they have given up. */
export function voidedBy({ account, invoices }: Pick<Facts, 'account' | 'invoices'>, now: number): InvoiceRow | undefined {
  const open = invoices.find(({ id }) => id === account.openInvoice) ?? null
  const doomed = invoiceNotBegun({ openInvoice: open }, now, timeZone)
  return invoices.find(({ id }) => id === doomed)
}
