/** One function per act beside an account's state; each asks its rule (`lifecycle-beside.ts`) and says what follows. */
import type { Context } from '../../context.ts'
import { mint } from '../../mint.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { insertPurgeBlock, liftPurgeBlock } from '../purging/changes.ts'
import {
  type Act,
  type Beside,
  type BesideRefusal,
  blockPurge,
  declareViolation,
  endHold,
  liftViolation,
  placeHold,
  unblockPurge,
} from '../rules/lifecycle-beside.ts'
import { act, type Move } from './act.ts'
import type { BesideFailure } from './problems.ts'
import type { ActAnswer, Ending, NewHold, NewPurgeBlock, NewViolation } from './schemas.ts'

type Acted = Promise<Result<ActAnswer, BesideFailure>>

/** Who acts on which account, under which idempotency key. */
export interface Actor {
  /** Id of the staff user. */
  readonly user: string
  readonly account: string
  readonly key: string
}

const S14 = { document: 'terms', id: 'S14' } as const
const S18 = { document: 'sla', id: 'S18' } as const
const S11 = { document: 'terms', id: 'S11' } as const

function moveOf(name: Act, after: Beside, clause: Move['clause'], more: Partial<Move>): Move {
  return { act: name, after, clause, set: {}, facts: {}, told: {}, purgeBlock: null, writes: () => [], ...more }
}

/** S14: while it runs, nothing is taken from the account. */
export function placeHoldOn(context: Context, actor: Actor, input: NewHold): Acted {
  return act(context, { ...actor, route: 'POST /staff/accounts/hold', input }, ({ beside }, now) => {
    const until = input.until === null ? null : Date.parse(input.until)
    const after = placeHold(beside, { kind: 'staff', placedAt: now, until, reason: input.reason }, now)
    if (!after.ok) return after
    const set = { holdKind: 'staff', holdPlacedAt: now, holdUntil: until, holdReason: input.reason } as const
    return ok(moveOf('hold_placed', after.value, S14, { set, facts: { until }, told: { reason: input.reason, until } }))
  })
}

/** S14: ended, nothing happens at once; every step waits for a fresh notice. */
export function endHoldOn(context: Context, actor: Actor, input: Ending): Acted {
  return act(context, { ...actor, route: 'DELETE /staff/accounts/hold', input }, ({ beside }, now) => {
    const after = endHold(beside, now)
    return after.ok ? ok(moveOf('hold_ended', after.value, S14, { set: { holdUntil: now } })) : after
  })
}

/** S18: the service goes off, whatever is paid, until staff lift it. */
export function declareViolationOn(context: Context, actor: Actor, input: NewViolation): Acted {
  return act(context, { ...actor, route: 'POST /staff/accounts/violation', input }, ({ beside }, now) => {
    const { reason, evidence } = input
    const after = declareViolation(beside, { declaredAt: now, reason, evidence })
    if (!after.ok) return after
    const set = { violationAt: now, violationReason: reason, violationEvidence: evidence }
    return ok(moveOf('violation_declared', after.value, S18, { set, told: { reason } }))
  })
}

/** S18: the service runs again if nothing else keeps it off. */
export function liftViolationOn(context: Context, actor: Actor, input: Ending): Acted {
  return act(context, { ...actor, route: 'DELETE /staff/accounts/violation', input }, ({ beside }) => {
    const after = liftViolation(beside)
    const set = { violationAt: null, violationReason: null, violationEvidence: null }
    return after.ok ? ok(moveOf('violation_lifted', after.value, S18, { set })) : after
  })
}

/** S11: a lawful order keeps what would be deleted. The customer is not told by us: the order may forbid it. */
export function blockPurgeOf(context: Context, actor: Actor, input: NewPurgeBlock): Acted {
  return act(context, { ...actor, route: 'POST /staff/accounts/purge-blocks', input }, ({ beside }, now) => {
    const block = { kind: 'legal_hold', subject: input.subject } as const
    const after = blockPurge(beside, block)
    if (!after.ok) return after
    const { user: placedBy, account } = actor
    const id = mint('purgeBlock', now)
    const writes: Move['writes'] = (commitId) => [insertPurgeBlock(context.db, commitId, now, { ...block, id, account, placedBy })]
    return ok(moveOf('purge_blocked', after.value, S11, { purgeBlock: id, facts: { block: id, kind: block.kind }, told: null, writes }))
  })
}

/** S11: what an authority ordered is lifted by staff; claims and data requests lift their own blocks when they close. */
export function unblockPurgeOf(context: Context, actor: Actor, block: string, input: Ending): Acted {
  return act(context, { ...actor, route: `DELETE /staff/accounts/purge-blocks/${block}`, input }, ({ beside, blocks }, now) => {
    const standing = blocks.find(({ id, kind }) => id === block && kind === 'legal_hold')
    const after: Result<Beside, BesideRefusal> = standing ? unblockPurge(beside, standing) : fail({ reason: 'no_such_block' })
    if (!after.ok || standing === undefined) return after.ok ? fail({ reason: 'no_such_block' }) : after
    const { kind, subject } = standing
    const { user: liftedBy, account } = actor
    const writes: Move['writes'] = (commitId) => [liftPurgeBlock(context.db, commitId, now, { account, kind, subject, liftedBy })]
    return ok(moveOf('purge_unblocked', after.value, S11, { purgeBlock: block, facts: { block, kind }, told: null, writes }))
  })
}
