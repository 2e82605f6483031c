/** What the customer has chosen for a service and what still lies before it: its end, or another package or term (S13, S17). */
import { isAlive } from '#rules/accounts/rules/lifecycle-state'
import { service as words } from '../../i18n/portal/account.ts'
import type { AccountView } from '../contract.ts'
import { day, instant } from '../format.ts'
import { facts, href, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function ChosenNote({ view: { account, beside } }: { view: AccountView }) {
  const { cancellation, wish } = beside
  const page = (path: string) => `${href(path)}?id=${account.id}`
  if (!isAlive(account.state)) return null
  return (
    <>
      {cancellation && (
        <div class="note warning">
          <strong>{cancellation.endsAt ? t.chosen.ends(instant(Date.parse(cancellation.endsAt))) : t.chosen.asked}</strong>
          <p>
            {cancellation.endsAt ? t.chosen.endsMeans : t.chosen.askedMeans}{' '}
            <a href={page('/akun/layanan/akhiri')}>{cancellation.endsAt ? t.chosen.seeEnd : t.chosen.seeAsked}</a>
          </p>
        </div>
      )}
      {wish && (
        <div class="note">
          <strong>{t.chosen.wish(facts.packages[wish.package] ?? wish.package, t.chosen.terms[wish.term], day(wish.from))}</strong>
          <p>
            {t.chosen.wishMeans} <a href={page('/akun/layanan/paket')}>{t.chosen.seeWish}</a>
          </p>
        </div>
      )}
    </>
  )
}
