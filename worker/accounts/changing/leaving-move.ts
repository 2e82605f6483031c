/**
 * P5, S24: what a declined version, and taking that back, does to the customer's accounts. It joins the commit of the decision, so that
 * nobody is told of an end that was not set. An account whose end has no first step beside it leaves by a decline.
 */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { ContractDocument } from '../../agreements/schemas.ts'
import { voidOpenInvoice } from '../../billing/changes.ts'
import type { Context, Db } from '../../context.ts'
import { insertMany } from '../../db/many.ts'
import { events, notices, outbox } from '../../db/tables.ts'
import { policies, provider } from '../../policies/generated.ts'
import type { Decision } from '../../policies/rules/binding.ts'
import { canonical } from '../../shared/canonical.ts'
import { purgeableAt } from '../rules/purge.ts'
import { orderingClause } from './citing.ts'
import type { AccountRow, InvoiceRow } from './reads.ts'
import { leavingByDecline, standingDecline } from './rules/leaving.ts'
import { wishIsPaid, wishOf } from './rules/wish.ts'

export interface LeavingFacts {
  readonly accounts: readonly AccountRow[]
  /** The invoices that these accounts wait for. */
  readonly invoices: readonly InvoiceRow[]
  readonly before: readonly Decision[]
  readonly after: readonly Decision[]
}

export interface LeavingMove {
  /** The accounts that move, in one statement; expected are all of them. Null: none does. */
  readonly guard: { readonly statement: (onlyIf: SQL) => SQL; readonly expected: number } | null
  readonly writes: readonly SQLWrapper[]
}

interface Move {
  readonly account: AccountRow
  readonly type: 'leaving_set' | 'leaving_taken_back'
  readonly confirmedAt: number | null
  readonly endsAt: number | null
  readonly voids: string | null
}

const declineIn = (decisions: readonly Decision[]) => standingDecline(policies, ContractDocument.options, decisions)

export function leavingMove({ db, now }: Context, commitId: string, facts: LeavingFacts): LeavingMove {
  const moves = movesOf(facts, now)
  if (moves.length === 0) return { guard: null, writes: [] }
  return {
    guard: { statement: (onlyIf) => moveAll(moves, commitId, now, onlyIf), expected: moves.length },
    writes: writesOf(db, commitId, now, moves, facts),
  }
}

function movesOf({ accounts, invoices, after }: LeavingFacts, now: number): Move[] {
  const leaves = declineIn(after) !== null
  return accounts.flatMap((account): Move[] => {
    const { cancelAskedAt, cancelConfirmedAt, cancelEndsAt } = account
    const scheduled = cancelConfirmedAt === null || cancelEndsAt === null ? null : { confirmedAt: cancelConfirmedAt, endsAt: cancelEndsAt }
    if (!leaves) {
      const byDecline = scheduled !== null && cancelAskedAt === null
      return byDecline ? [{ account, type: 'leaving_taken_back', confirmedAt: null, endsAt: null, voids: null }] : []
    }
    const openInvoice = invoices.find(({ id, state }) => id === account.openInvoice && state === 'issued') ?? null
    const leaving = leavingByDecline({ state: account.state, dueOn: account.dueOn, openInvoice, scheduled }, now, provider.timeZone)
    return leaving === null ? [] : [{ account, type: 'leaving_set', ...leaving, voids: leaving.voidInvoice }]
  })
}

/** Each only while its version is the one read: a payment or a sweep in between makes the whole decision be made again. */
function moveAll(moves: readonly Move[], commitId: string, now: number, onlyIf: SQL): SQL {
  const rows = moves.map(({ account, confirmedAt, endsAt, voids }) => ({
    ...{ id: account.id, version: account.version, confirmedAt, endsAt, openInvoice: voids === null ? account.openInvoice : null },
    ...keptWish(account, endsAt),
  }))
  return sql`UPDATE accounts SET cancel_asked_at = NULL, cancel_confirmed_at = d.value ->> 'confirmedAt', cancel_ends_at = d.value ->> 'endsAt',
      open_invoice = d.value ->> 'openInvoice', next_package = d.value ->> 'package', next_term = d.value ->> 'term',
      next_from = d.value ->> 'from', next_action = 'review', next_action_at = ${now},
      version = accounts.version + 1, commit_id = ${commitId}
    FROM json_each(${JSON.stringify(rows)}) AS d
    WHERE accounts.id = d.value ->> 'id' AND accounts.version = d.value ->> 'version' AND ${onlyIf}`
}

/** What was wished for from a renewal on goes with that renewal, unless its term is paid for. */
function keptWish(account: AccountRow, endsAt: number | null) {
  const wish = wishOf(account)
  const kept = wish !== null && (endsAt === null || wishIsPaid(wish, account.dueOn)) ? wish : null
  return { package: kept?.package ?? null, term: kept?.term ?? null, from: kept?.from ?? null }
}

/** A customer may have hundreds of accounts, and a statement takes a hundred values: so they travel as one. */
function writesOf(db: Db, commitId: string, now: number, moves: readonly Move[], { before, after }: LeavingFacts): SQLWrapper[] {
  const decline = declineIn(after) ?? declineIn(before)
  const declined = decline && { document: decline.document, version: decline.version }
  const clause = orderingClause(after, now, 'S24')
  const told = moves.map(({ account: { customer, id, domain, dueOn }, type, endsAt }) => {
    const ends = endsAt === null ? {} : { endsAt, next: { at: purgeableAt(endsAt) } }
    const body = { clause, account: id, domain, dueOn, owedRupiah: 0, at: now, ...ends }
    return { customer, subject: id, kind: type, cycle: commitId, postedAt: now, countsFrom: null, body: JSON.stringify(body), commitId }
  })
  return [
    ...moves.flatMap(({ voids }) => (voids === null ? [] : [voidOpenInvoice(db, voids, commitId)])),
    insertMany(
      events,
      moves.map(({ account, type, endsAt, voids }) => ({
        ...{ entity: account.id, version: account.version + 1, type: `account.${type}`, at: now, commitId },
        body: canonical({ clause, endsAt, voids, declined }),
      })),
    ),
    insertMany(notices, told),
    insertMany(
      outbox,
      told.map(({ customer, subject, kind, cycle }) => ({
        ...{ kind: 'mail', subject, commitId, createdAt: now },
        body: canonical({ notice: { customer, kind, cycle } }),
      })),
    ),
  ]
}
