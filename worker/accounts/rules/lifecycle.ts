/**
 * The life of an account, whole (S2, S11, S13, S14, S16, S20). Every legal move is one row: from which state, by which event, under
 * which named condition, to which state, with what following, ordered by which clause. There is no other way to move: `EventIn` and
 * `StateAfter` refuse it when compiling, `advance` when running, and the table's CHECK in the database last.
 *
 * Lateness is not restated here: its rows exist so that the whole can be read in one place, and their condition asks `late.ts`.
 */
import type { Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { EventType, LifecycleAccount, LifecycleEvent } from './lifecycle-account.ts'
import { applyEvent } from './lifecycle-apply.ts'
import * as guards from './lifecycle-guards.ts'
import type { LifecycleState } from './lifecycle-state.ts'

/** What an action or sweep does in the same commit as the move. */
export type Effect =
  /** The first term begins on the day of payment; the invoice is settled. */
  | 'start_term'
  /** The due date moves on to the next anniversary; the invoice is settled. */
  | 'advance_term'
  /** The due dates of account and open invoice move with the extension. */
  | 'move_due_dates'
  /** The invoice is void and keeps its number; its payment code is closed at the gateway. */
  | 'void_invoice'
  /** What was paid in part, and in time, becomes credit: it was not paid to an account that had ended (S16). */
  | 'credit_part_payments'
  /** A void invoice stands again, as paid, and takes back what had become credit. */
  | 'reinstate_invoice'
  /** The invoice is open again, with a due day and notices of its own; a newer one of the account is void. */
  | 'reopen_invoice'
  /** The panel is brought to what `serviceRuns` says. */
  | 'align_service'
  /** The purge runs: data, backups, DNS, with proof of each (S11). */
  | 'delete_service'
  | 'keep_money'
  | 'open_refund_task'
  | 'tell_customer'
  | 'tell_staff'

/** One row: its `guard` is the condition. */
export interface Edge<T extends EventType> extends guards.Guard<T> {
  readonly from: LifecycleState
  readonly event: T
  readonly to: LifecycleState
  readonly effects: readonly Effect[]
  /** Clause of the terms (S20: of the SLA) that orders the move. */
  readonly clause: 'S11' | 'S13' | 'S14' | 'S16' | 'S20'
}
type AnyEdge = { [T in EventType]: Edge<T> }[EventType]

const renewed = { guard: guards.invoiceIsCovered, to: 'active', effects: ['advance_term', 'align_service', 'tell_customer'] } as const
const kept = { guard: guards.paidAfterEnd, effects: ['keep_money', 'tell_customer', 'tell_staff'], clause: 'S16' } as const
const undone = { guard: guards.coveredBeforeEnd, to: 'active', clause: 'S13' } as const
const undoneEffects = ['reinstate_invoice', 'advance_term', 'align_service', 'tell_customer', 'tell_staff'] as const
const late = { guard: guards.stepIsDue, clause: 'S14' } as const
const extended = { guard: guards.termIsLonger, effects: ['move_due_dates', 'tell_customer'], clause: 'S20' } as const
const cured = { guard: guards.latenessIsCured, to: 'active', clause: 'S20' } as const
const curedEffects = ['move_due_dates', 'align_service', 'tell_customer'] as const
const left = {
  guard: guards.termIsOver,
  to: 'cancelled',
  effects: ['void_invoice', 'align_service', 'tell_customer'],
  clause: 'S13',
} as const
const purge = {
  guard: guards.purgeMayRun,
  to: 'purged',
  effects: ['delete_service', 'credit_part_payments', 'tell_customer'],
  clause: 'S11',
} as const

// biome-ignore format: a table is read by its columns
export const EDGES = [
  { from: 'pending_payment', event: 'paid', guard: guards.invoiceIsCovered, to: 'active', effects: ['start_term', 'align_service', 'tell_customer'], clause: 'S13' },
  { from: 'pending_payment', event: 'order_expired', guard: guards.orderMayExpire, to: 'order_cancelled', effects: ['void_invoice', 'credit_part_payments', 'tell_customer'], clause: 'S13' },
  { from: 'order_cancelled', event: 'paid_before_end', ...undone, effects: ['reinstate_invoice', 'start_term', 'align_service', 'tell_customer'] },
  { from: 'order_cancelled', event: 'paid_after_end', to: 'order_cancelled', ...kept },

  { from: 'active', event: 'paid', ...renewed, clause: 'S13' },
  { from: 'active', event: 'payment_reversed', guard: guards.invoiceIsUncovered, to: 'active', effects: ['reopen_invoice', 'tell_customer', 'tell_staff'], clause: 'S13' },
  { from: 'active', event: 'term_extended', to: 'active', ...extended },
  { from: 'active', event: 'term_ended', ...left },
  { from: 'active', event: 'mark_overdue', to: 'overdue', effects: ['tell_customer'], ...late },

  { from: 'overdue', event: 'paid', ...renewed, clause: 'S13' },
  { from: 'overdue', event: 'term_extended', to: 'overdue', ...extended },
  { from: 'overdue', event: 'lateness_cured', effects: curedEffects, ...cured },
  { from: 'overdue', event: 'term_ended', ...left },
  { from: 'overdue', event: 'post_overdue_notice', to: 'overdue', effects: ['tell_customer'], ...late },
  { from: 'overdue', event: 'suspend', to: 'suspended', effects: ['align_service', 'tell_customer'], ...late },

  { from: 'suspended', event: 'paid', ...renewed, clause: 'S14' },
  { from: 'suspended', event: 'term_extended', to: 'suspended', ...extended },
  { from: 'suspended', event: 'lateness_cured', effects: curedEffects, ...cured },
  { from: 'suspended', event: 'term_ended', ...left },
  { from: 'suspended', event: 'post_termination_warning', to: 'suspended', effects: ['tell_customer'], ...late },
  { from: 'suspended', event: 'terminate', to: 'terminated', effects: ['void_invoice', 'align_service', 'tell_customer'], ...late },

  { from: 'terminated', event: 'paid_before_end', effects: undoneEffects, ...undone },
  { from: 'terminated', event: 'paid_after_end', to: 'terminated', ...kept },
  { from: 'terminated', event: 'purged', ...purge },
  { from: 'cancelled', event: 'paid_before_end', effects: undoneEffects, ...undone },
  { from: 'cancelled', event: 'paid_after_end', to: 'cancelled', ...kept },
  { from: 'cancelled', event: 'purged', ...purge },

  { from: 'purged', event: 'paid_before_end', guard: guards.coveredBeforeEnd, to: 'purged', effects: ['open_refund_task', 'tell_customer', 'tell_staff'], clause: 'S13' },
  { from: 'purged', event: 'paid_after_end', to: 'purged', ...kept },
] as const satisfies readonly AnyEdge[]

type Row = (typeof EDGES)[number]
/** The events that are possible in a state, and the state that one of them leads to; anything else does not compile. */
export type EventIn<S extends LifecycleState> = Extract<Row, { readonly from: S }>['event']
export type StateAfter<S extends LifecycleState, T extends EventIn<S>> = Extract<Row, { readonly from: S; readonly event: T }>['to']

export type MoveRefusal =
  | { readonly reason: 'no_such_move'; readonly state: LifecycleState; readonly event: EventType }
  | guards.GuardRefusal

export interface Move {
  readonly from: LifecycleState
  readonly to: LifecycleState
  readonly event: EventType
  readonly effects: readonly Effect[]
  readonly clause: Edge<EventType>['clause']
  readonly after: LifecycleAccount
}

/** The row for an event in a state; undefined where the event is impossible there. */
export function edgeOf(state: LifecycleState, event: EventType): Edge<EventType> | undefined {
  const rows: readonly Edge<EventType>[] = EDGES
  return rows.find((row) => row.from === state && row.event === event)
}

/** S2, S11, S13, S14, S16, S20: takes one legal step, or says which fact forbids it. Nothing else moves an account. */
export function advance(
  account: LifecycleAccount,
  event: LifecycleEvent,
  promise: guards.LifecyclePromise,
  now: Instant,
): Result<Move, MoveRefusal> {
  const { state } = account.standing
  const edge = edgeOf(state, event.type)
  if (edge === undefined) return fail({ reason: 'no_such_move', state, event: event.type })
  const refusal = edge.guard(account, event, promise, now)
  if (refusal !== null) return fail(refusal)
  const { to, effects, clause } = edge
  return ok({ from: state, to, event: event.type, effects, clause, after: applyEvent(account, to, event, now) })
}
