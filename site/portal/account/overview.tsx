/** The first page after signing in: what waits for a decision, then every service with its one next step in words. */
import { useState } from 'preact/hooks'
import { may, type Permission } from '#rules/customers/members/rules'
import { overview as words } from '../../i18n/portal/account.ts'
import { Waiting } from '../agreements/agreements.tsx'
import type { Answer } from '../answers.ts'
import { resendVerification } from '../auth.ts'
import { accounts, me } from '../calls.ts'
import { ClauseLink } from '../clause.tsx'
import type { AccountSummary, Me } from '../contract.ts'
import { day } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, query, wordsOf } from '../page.ts'
import { StateWord } from './state-word.tsx'

const t = wordsOf(words)

interface Everything {
  readonly who: Me
  readonly list: readonly AccountSummary[]
}

async function load(): Promise<Answer<Everything>> {
  const [who, list] = await Promise.all([me(), accounts()])
  if (!who.ok) return who
  // Staff have no customer and so no services.
  if (!who.value.customer) return { ok: true, value: { who: who.value, list: [] } }
  return list.ok ? { ok: true, value: { who: who.value, list: worstFirst(list.value) } } : list
}

/** Bad news first; what is over, last. */
const ORDER = {
  ...{ suspended: 0, overdue: 1, pending_payment: 2, active: 3 },
  ...{ terminated: 4, cancelled: 4, order_cancelled: 4, purged: 4 },
} as const
const rank = ({ state, isOff }: AccountSummary) => (isOff ? ORDER.suspended : ORDER[state])
const worstFirst = (list: readonly AccountSummary[]) => [...list].sort((a, b) => rank(a) - rank(b))

export function OverviewPage() {
  // A link of the verification mail that no longer works ends here with the library's error.
  if (query('error')) location.replace(`${href('/masuk/email')}${location.search}`)
  return (
    <Loaded load={load}>
      {({ who, list }) => (
        <div class="flow">
          {!who.user.emailVerified && <Unverified email={who.user.email} />}
          {!who.customer && (who.user.role === 'staff' ? <Staff /> : <Nobody />)}
          {who.outstanding > 0 && mayDo(who, 'agree') && <Waiting count={who.outstanding} />}
          {who.customer && <Customers who={who} list={list} />}
        </div>
      )}
    </Loaded>
  )
}

/** Of somebody who acts for a customer. */
const Customers = ({ who, list }: Everything) => (
  <>
    <section>
      <h2>{t.servicesTitle}</h2>
      {list.length === 0 ? <NoServices orders={mayDo(who, 'money')} /> : <Services list={list} />}
      {list.length > 0 && mayDo(who, 'money') && (
        <p>
          <a class="button second" href={href('/akun/pesanan/baru')}>
            {t.orderMore}
          </a>
        </p>
      )}
    </section>
    <section>
      <h2>{t.inboxTitle}</h2>
      <p>
        {t.inbox(who.unread)} <a href={href('/akun/pesan')}>{t.toInbox}</a>
      </p>
      <p class="small quiet">
        {t.billing} <a href={`mailto:${facts.billingEmail}`}>{facts.billingEmail}</a>
      </p>
    </section>
  </>
)

function Unverified({ email }: { email: string }) {
  const [sent, setSent] = useState(false)
  const send = async () => {
    const answer = await resendVerification(email, href('/masuk/email'))
    setSent(answer.ok)
  }
  return (
    <div class="note warning">
      <strong>{t.unverifiedTitle}</strong>
      <p>{t.unverified(email)}</p>
      <p role="status">{sent && t.resent}</p>
      {!sent && (
        <button type="button" class="second" onClick={send}>
          {t.resend}
        </button>
      )}
    </div>
  )
}

const mayDo = ({ customer }: Me, permission: Permission) => customer !== null && may(customer.role, permission)

const Nobody = () => (
  <div class="note warning">
    <strong>{t.nobodyTitle}</strong>
    <p>{t.nobody}</p>
  </div>
)

/** Staff have no services: their pages are elsewhere. */
const Staff = () => (
  <div class="note">
    <strong>{t.staffTitle}</strong>
    <p>{t.staff}</p>
    <p>
      <a href={href('/staf')}>{t.toDesk}</a>
    </p>
  </div>
)

const NoServices = ({ orders }: { orders: boolean }) => (
  <>
    <p class="lead">{t.empty}</p>
    <p>{t.emptyTeach}</p>
    <p class="form-actions">
      {orders && (
        <a class="button" href={href('/akun/pesanan/baru')}>
          {t.order}
        </a>
      )}
      <a href={href('/ketentuan/kalkulator')}>{t.calculator}</a>
    </p>
  </>
)

/** Before the first payment there is no due date of a term, and after the end no next one. */
const PAID_FOR: ReadonlySet<AccountSummary['state']> = new Set(['active', 'overdue', 'suspended'])

const Services = ({ list }: { list: readonly AccountSummary[] }) => (
  <ul class="services">
    {list.map((account) => (
      <li key={account.id} class={`service ${account.isOff ? 'suspended' : account.state}`}>
        <h3>
          {account.domain} <StateWord state={account.state} isOff={account.isOff} />
        </h3>
        <NextStep account={account} />
        <p class="small quiet">
          {t.package} {facts.packages[account.package] ?? account.package}.{' '}
          {PAID_FOR.has(account.state) && account.nextStep?.kind !== 'due' && `${t.due} ${day(account.dueOn)}.`}
        </p>
        <p>
          <a href={`${href('/akun/layanan')}?id=${account.id}`} aria-label={t.seeLineOf(account.domain)}>
            {t.seeLine}
          </a>
        </p>
      </li>
    ))}
  </ul>
)

/** “Akan ditangguhkan 13 Maret 2027, 00.00 WIB bila tagihan belum dibayar. S14”. */
function NextStep({ account: { nextStep } }: { account: AccountSummary }) {
  if (!nextStep) return <p>{t.nothingNext}</p>
  return (
    <p>
      {t.steps[nextStep.kind]?.(nextStep.when) ?? `${nextStep.when}: ${nextStep.text}`}{' '}
      {nextStep.clause && <ClauseLink clause={nextStep.clause} />}
    </p>
  )
}
