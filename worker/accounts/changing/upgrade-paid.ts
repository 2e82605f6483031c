/**
 * S17: what follows from an upgrade that is paid, or costs nothing: the account has the larger package at once. A renewal that is
 * invoiced already for a term not begun was for the smaller one: it is void, and the sweep issues it anew.
 */
import { voidOpenInvoice } from '../../billing/changes.ts'
import type { Following, OnPaid, PaidBeside } from '../../billing/side-paid.ts'
import { insertEvents, mailNotice } from '../../db/changes.ts'
import { orderReason, queueOrders } from '../../panel/orders.ts'
import { catalog, provider } from '../../policies/generated.ts'
import { dayOf } from '../../shared/calendar.ts'

export type Upgraded = Pick<PaidBeside, 'db' | 'commitId' | 'at' | 'account'> & { readonly wanted: string; readonly termsVersion: string }

/** The move of the account and the rows that come with it; event and notice are the caller's. */
export function applyUpgrade({ db, commitId, at, account, wanted, termsVersion }: Upgraded): Following {
  const notBegun = account.openInvoice !== null && account.state === 'active' && dayOf(at, provider.timeZone) <= account.dueOn
  const reason = orderReason({ document: 'terms', version: termsVersion, id: 'S17' })
  return {
    accountSet: { package: wanted, nextAction: 'review', nextActionAt: at, ...(notBegun ? { openInvoice: null } : {}) },
    writes: [
      ...(notBegun && account.openInvoice !== null ? [voidOpenInvoice(db, account.openInvoice, commitId)] : []),
      queueOrders(db, commitId, at, [{ account: account.id, order: 'align', reason }]),
    ],
  }
}

/** What the customer is told. */
export function upgradedNotice({ account, at, wanted, termsVersion }: Omit<Upgraded, 'db' | 'commitId'>, cycle: string) {
  return {
    ...{ customer: account.customer, subject: account.id, kind: 'package_changed', cycle },
    body: {
      clause: { document: 'terms', version: termsVersion, id: 'S17' },
      ...{ account: account.id, domain: account.domain, dueOn: account.dueOn, owedRupiah: 0, at, item: nameOf(wanted) },
    },
  }
}

export const nameOf = (item: string): string => catalog.find(({ id }) => id === item)?.name ?? item

/** The payment's own event is the account's; this one is the invoice's. */
export const onUpgradePaid: OnPaid = ({ db, commitId, at, account, invoice }) => {
  const [line] = invoice.lines
  if (line === undefined) return { accountSet: {}, writes: [] }
  const upgraded = { db, commitId, at, account, wanted: line.item, termsVersion: invoice.termsVersion }
  const { accountSet, writes } = applyUpgrade(upgraded)
  const notice = upgradedNotice(upgraded, invoice.id)
  const clause = { document: 'terms', version: invoice.termsVersion, id: 'S17' }
  const body = { clause, account: account.id, from: account.package, to: line.item }
  return {
    accountSet,
    writes: [
      ...writes,
      insertEvents(db, commitId, at, [{ entity: invoice.id, version: 1, type: 'invoice.upgrade_paid', body }]),
      ...mailNotice(db, commitId, at, notice),
    ],
  }
}
