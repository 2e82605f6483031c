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

/** An order that waits for its payment is held by nothing; an outage is news only to somebody who has something to pay. */
function Hold({ view: { account, beside, invoices } }: { view: AccountView }) {
  const { hold } = beside
  if (hold === null) return null
  const alive = isAlive(account.state)
  const owes = alive && invoices.some(({ state }) => state === 'issued')
  if (hold.kind !== 'staff') return owes ? <Outage hold={hold} /> : null
  if (!alive && account.state !== 'terminated' && account.state !== 'cancelled') return null
  return (
    <div class="note">
      <strong>{alive ? t.hold : t.holdEnded}</strong>
      <p>
        {hold.until ? t.holdUntil(at(hold.until)) : t.holdOpen} {owes && t.owed}
      </p>
      <p class="wording">{hold.reason}</p>
    </div>
  )
}

const Outage = ({ hold: { until, reason } }: { hold: NonNullable<AccountView['beside']['hold']> }) => (
  <div class="note">
    <strong>{reason}</strong>
    <p>
      {until ? t.outageUntil(at(until)) : t.outageOpen} {t.owed}
    </p>
  </div>
)
