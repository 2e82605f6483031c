/** Brings the panel to what the account’s state asks for. */
import type { Context } from '../context.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Asked, Order, Panel, PanelAccount, PanelFailure } from './clients/panel.ts'
import { type PanelFacts, panelFacts } from './reads.ts'
import {
  type Actual,
  type Correction,
  corrected,
  type Desired,
  desiredOf,
  doubted,
  type Finding,
  mayRemove,
  reconcile,
} from './rules/reconcile.ts'

export interface Aligned {
  readonly facts: PanelFacts
  readonly actual: Actual
  readonly done: readonly Correction['act'][]
  readonly finding: Finding | null
}

export type AlignFailure = PanelFailure | { readonly reason: 'unknown_account' } | { readonly reason: 'never_settles' }

/** An act changes the answer to the next question, so this is passed two or three times, never many. */
const MOST_PASSES = 4

/**
 * Compares and corrects until there is nothing to correct. Both sides are read anew at each pass: a payment that reactivates
 * the account while its suspension is under way is seen, and the suspension taken back.
 */
export async function alignAccount(
  context: Context,
  panel: Panel,
  account: string,
  order: Order,
  remove = false,
): Promise<Result<Aligned, AlignFailure>> {
  const done: Correction['act'][] = []
  let known: Actual | null = null
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const facts = await panelFacts(context.db, account)
    if (facts === undefined) return fail({ reason: 'unknown_account' })
    const removes = remove && mayRemove(facts.state)
    const desired: Desired = removes ? { presence: 'absent' } : desiredOf(facts)
    const state = await stateOf(panel, facts.account, desired, known)
    if (!state.ok) return state
    const actual = state.value
    const { corrections, finding } = reconcile(desired, actual, { createdBefore: facts.createdBefore, mayRemove: removes })
    const [correction] = corrections
    if (correction === undefined) return ok({ facts, actual, done, finding })
    const answer = await carryOut(panel, facts.account, correction, order)
    if (!answer.ok) return answer
    done.push(correction.act)
    known = corrected(actual, correction)
  }
  return fail({ reason: 'never_settles' })
}

/** @param known what the passes before have done, which a panel that cannot be asked does not tell. */
async function stateOf(panel: Panel, account: PanelAccount, desired: Desired, known: Actual | null): Asked<Actual> {
  if (known !== null && panel.certainty !== 'asked') return ok(known)
  const state = await panel.state(account)
  return state.ok && panel.certainty === 'told' ? ok(doubted(desired, state.value)) : state
}

function carryOut(panel: Panel, account: PanelAccount, correction: Correction, order: Order): Asked<void> {
  switch (correction.act) {
    case 'create':
      return panel.create(account, correction.package, order)
    case 'suspend':
      return panel.suspend(account, order)
    case 'unsuspend':
      return panel.unsuspend(account, order)
    case 'change_package':
      return panel.changePackage(account, correction.package, order)
    case 'remove':
      return panel.remove(account, order)
  }
}
