/** The state of an account as a word with a shape, so that colour is never alone. */
import { overview as words } from '../../i18n/portal/account.ts'
import type { AccountSummary } from '../contract.ts'
import { wordsOf } from '../page.ts'

const t = wordsOf(words)
type State = AccountSummary['state']

const SHAPE: Readonly<Record<State, string>> = {
  pending_payment: 'M8 2a6 6 0 1 0 0.01 0M8 4.5V8l2.5 1.5',
  order_cancelled: 'M3.5 3.5l9 9m0-9l-9 9',
  cancelled: 'M3.5 3.5l9 9m0-9l-9 9',
  purged: 'M3.5 3.5l9 9m0-9l-9 9',
  active: 'M3 8.5l3.5 3.5L13 4.5',
  overdue: 'M8 2v8m0 2.5v1.5',
  suspended: 'M5 3v10m6-10v10',
  terminated: 'M3.5 3.5l9 9m0-9l-9 9',
}

/** @param isOff a violation keeps the service off, whatever its payments say. */
export const StateWord = ({ state, isOff = false }: { state: State; isOff?: boolean }) => (
  <span class={`state ${isOff ? 'suspended' : state}`}>
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={SHAPE[isOff ? 'suspended' : state]} />
    </svg>{' '}
    {isOff ? t.off : t.states[state]}
  </span>
)
