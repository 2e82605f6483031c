/**
 * P5, S24: nobody who declined a material version is invoiced for another term. Most accounts leave in the commit of the decline
 * (`leaving-move.ts`); this is the sweep's part, for an account that was late then, or ordered, and is paid for now.
 */
import { ContractDocument } from '../../agreements/schemas.ts'
import type { Decision } from '../../bulk-commit.ts'
import type { Decision as Agreement } from '../../policies/rules/binding.ts'
import { bindingAt } from '../../policies/rules/binding.ts'
import { canonical } from '../../shared/canonical.ts'
import type { AccountMove } from '../changes.ts'
import { asItIs } from '../late-move.ts'
import type { LateAccount } from '../reads.ts'
import type { RenewalBooks } from '../renewal-move.ts'
import { purgeableAt } from '../rules/purge.ts'
import { leavingByDecline, standingDecline } from './rules/leaving.ts'

/** @param account active, without an open invoice and without an end that is set. Null: no decline stands. */
export function leaveStep(
  account: LateAccount,
  decisions: readonly Agreement[],
  { policies, provider }: Pick<RenewalBooks, 'policies' | 'provider'>,
  now: number,
): Decision | null {
  const decline = standingDecline(policies, ContractDocument.options, decisions)
  if (decline === null) return null
  const { id, version, customer, domain, dueOn, state } = account
  const leaving = leavingByDecline({ state, dueOn, openInvoice: null, scheduled: null }, now, provider.timeZone)
  if (leaving === null) return null
  const { confirmedAt, endsAt } = leaving
  const binding = bindingAt(policies, 'terms', decisions, now, provider.timeZone)
  const clause = binding ? { document: 'terms', version: binding.version.version, id: 'S24' } : null
  const next = { action: 'end_term', at: endsAt }
  const set: AccountMove = { ...asItIs(account), leaving: { confirmedAt, endsAt }, nextAction: next.action, nextActionAt: next.at }
  const declined = { document: decline.document, version: decline.version }
  const told = { clause, account: id, domain, dueOn, owedRupiah: 0, at: now, endsAt, next: { at: purgeableAt(endsAt) } }
  return {
    ...{ id, version, set },
    event: { type: 'account.leaving_set', body: canonical({ clause, endsAt, voids: null, declined }) },
    notice: { customer, kind: 'leaving_set', cycle: String(endsAt), body: canonical(told) },
  }
}
