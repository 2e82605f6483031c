/** The states of an account's whole life (S13, S14, S16). Lateness knows those in which somebody can be late (`state.ts`). */
export const LIFECYCLE_STATES = [
  'pending_payment',
  'active',
  'overdue',
  'suspended',
  'terminated',
  'purged',
  'order_cancelled',
  'cancelled',
] as const
export type LifecycleState = (typeof LIFECYCLE_STATES)[number]

/** S14: the states in which the customer has a running contract for the service. */
export function isAlive(state: LifecycleState): state is 'active' | 'overdue' | 'suspended' {
  return state === 'active' || state === 'overdue' || state === 'suspended'
}

/** S18: whether a declared violation keeps off what would run, or would if it were paid. */
export function isKeptOff({ state, violationAt }: { readonly state: LifecycleState; readonly violationAt: number | null }): boolean {
  return violationAt !== null && isAlive(state)
}
