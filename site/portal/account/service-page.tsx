/** One account: bad news first, what to do, by when; then its time line drawn and told, and its invoices (S13, S14). */
import { useState } from 'preact/hooks'
import { service as words } from '../../i18n/portal/account.ts'
import { account } from '../calls.ts'
import { ClauseLink } from '../clause.tsx'
import type { AccountView } from '../contract.ts'
import { rupiah } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, query, wordsOf } from '../page.ts'
import { Invoices } from './invoices.tsx'
import { StateWord } from './state-word.tsx'
import { TimeLine } from './time-line.tsx'

const t = wordsOf(words)

export function ServicePage() {
  const [load] = useState(() => () => account(query('id') ?? '-'))
  return (
    <div class="stack">
      <p>
        <a href={href('/akun')}>{t.back}</a>
      </p>
      <Loaded load={load}>
        {(view) => (
          <>
            <h2>
              {view.account.domain} <StateWord state={view.account.state} />
            </h2>
            <p class="small quiet">{facts.packages[view.account.package] ?? view.account.package}</p>
            <News view={view} />
            <TimeLine view={view} />
            <Invoices invoices={view.invoices} />
            <p class="form-actions">
              <button type="button" class="second" onClick={() => print()}>
                {t.print}
              </button>
            </p>
          </>
        )}
      </Loaded>
    </div>
  )
}

const TONE = { active: '', overdue: 'warning', suspended: 'danger', terminated: 'danger' } as const

/** What is lost next is by when to pay; a running account has nothing to fear until its due date. */
function News({ view }: { view: AccountView }) {
  const { state } = view.account
  const owed = view.invoices.find((invoice) => invoice.state === 'issued')
  const threat = view.timeline.next.find(({ kind }) => kind === 'suspended' || kind === 'terminated')
  return (
    <div class={`note ${TONE[state]}`}>
      <strong>{t.news[state]}</strong>
      {state === 'terminated' && <p>{t.act.gone}</p>}
      {state !== 'terminated' && (
        <p>
          {owed ? t.act.pay(rupiah(owed.amountRupiah - owed.paidRupiah)) : t.act.nothing}{' '}
          {owed && threat && (
            <>
              {t.by(threat.when)} {threat.text} {threat.clause && <ClauseLink clause={threat.clause} />}
            </>
          )}
        </p>
      )}
    </div>
  )
}
