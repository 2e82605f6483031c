/** What stands beside a service's state: a violation that keeps it off, a hold or an outage that protects it. Bad news first (S14, S18). */
import { isAlive } from '#rules/accounts/rules/lifecycle-state'
import { besideNote as words } from '../../i18n/portal/beside.ts'
import type { AccountView } from '../contract.ts'
import { instant } from '../format.ts'
import { facts, wordsOf } from '../page.ts'

const t = wordsOf(words)
const at = (text: string) => instant(Date.parse(text))

export const BesideNote = ({ view }: { view: AccountView }) => (
  <>
    <Violation violation={view.beside.violation} />
    <Hold view={view} />
  </>
)

const Violation = ({ violation }: Pick<AccountView['beside'], 'violation'>) =>
  violation && (
    <div class="note danger">
      <strong>{t.violation}</strong>
      <p>{t.violationText(at(violation.since))}</p>
      <p class="wording">{violation.reason}</p>
      <p>
        {t.object} <a href={`mailto:${facts.supportEmail}`}>{facts.supportEmail}</a>
      </p>
    </div>
  )

/** A hold keeps an order from its end too; an outage is news only to somebody who has something to pay. */
function Hold({ view: { account, beside, invoices } }: { view: AccountView }) {
  const { hold } = beside
  if (hold === null) return null
  const isOrder = account.state === 'pending_payment'
  const owes = (isOrder || isAlive(account.state)) && invoices.some(({ state }) => state === 'issued')
  if (hold.kind !== 'staff') return owes ? <Outage hold={hold} isOrder={isOrder} /> : null
  const title = titleIn(account.state)
  if (title === undefined) return null
  return (
    <div class="note">
      <strong>{title}</strong>
      <p>
        {hold.until ? t.holdUntil(at(hold.until)) : t.holdOpen} {owes && t.owed}
      </p>
      <p class="wording">{hold.reason}</p>
    </div>
  )
}

function titleIn(state: AccountView['account']['state']): string | undefined {
  if (state === 'pending_payment') return t.holdOrder
  if (isAlive(state)) return t.hold
  return state === 'terminated' || state === 'cancelled' ? t.holdEnded : undefined
}

function Outage({ hold: { until, reason }, isOrder }: { hold: NonNullable<AccountView['beside']['hold']>; isOrder: boolean }) {
  const words = isOrder ? { until: t.orderUntil, open: t.orderOpen } : { until: t.outageUntil, open: t.outageOpen }
  return (
    <div class="note">
      <strong>{reason}</strong>
      <p>
        {until ? words.until(at(until)) : words.open} {t.owed}
      </p>
    </div>
  )
}
