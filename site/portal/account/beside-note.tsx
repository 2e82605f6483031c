/** What staff did beside a service's state: a violation that keeps it off, a hold that protects it. Bad news first. */
import { besideNote as words } from '../../i18n/portal/beside.ts'
import type { AccountView } from '../contract.ts'
import { instant } from '../format.ts'
import { facts, wordsOf } from '../page.ts'

const t = wordsOf(words)
const at = (text: string) => instant(Date.parse(text))

export const BesideNote = ({ beside: { hold, violation } }: Pick<AccountView, 'beside'>) => (
  <>
    {violation && (
      <div class="note danger">
        <strong>{t.violation}</strong>
        <p>{t.violationText(at(violation.since))}</p>
        <p class="wording">{violation.reason}</p>
        <p>
          {t.object} <a href={`mailto:${facts.supportEmail}`}>{facts.supportEmail}</a>
        </p>
      </div>
    )}
    {hold && (
      <div class="note">
        <strong>{t.hold}</strong>
        <p>{hold.until ? t.holdUntil(at(hold.until)) : t.holdOpen}</p>
        {hold.reason && <p class="wording">{hold.reason}</p>}
      </div>
    )}
  </>
)
