/** One account: bad news first, what to do, by when; then its time line drawn and told, and its invoices (S13, S14). */
import { isAlive } from '#rules/accounts/rules/lifecycle-state'
import { may, type Permission } from '#rules/customers/members/rules'
import { service as words } from '../../i18n/portal/account.ts'
import type { Answer } from '../answers.ts'
import { account, me } from '../calls.ts'
import { ClauseLink } from '../clause.tsx'
import type { AccountView, Point } from '../contract.ts'
import { day, rupiah } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, query, wordsOf } from '../page.ts'
import { PurgeProof } from '../purge/proof.tsx'
import { useTitle } from '../title.ts'
import { BesideNote } from './beside-note.tsx'
import { ChosenNote } from './chosen-note.tsx'
import { Invoices } from './invoices.tsx'
import { StateWord } from './state-word.tsx'
import { TimeLine } from './time-line.tsx'

const t = wordsOf(words)

interface Everything {
  readonly view: AccountView
  /** What the reader's role covers. */
  readonly may: (permission: Permission) => boolean
}

async function load(): Promise<Answer<Everything>> {
  const [view, who] = await Promise.all([account(query('id') ?? '-'), me()])
  if (!view.ok) return view
  const role = who.ok ? who.value.customer?.role : undefined
  return { ok: true, value: { view: view.value, may: (permission) => role !== undefined && may(role, permission) } }
}

export function ServicePage() {
  return (
    <div class="flow">
      <p>
        <a href={href('/akun')}>{t.back}</a>
      </p>
      <Loaded load={load}>{({ view, may: mine }) => <Service view={view} mine={mine} />}</Loaded>
    </div>
  )
}

function Service({ view, mine }: { view: AccountView; mine: Everything['may'] }) {
  useTitle(view.account.domain)
  return (
    <>
      <p>
        <StateWord state={view.account.state} isOff={isAlive(view.account.state) && view.beside.violation !== null} />{' '}
        <span class="small quiet">{facts.packages[view.account.package] ?? view.account.package}</span>
      </p>
      <BesideNote view={view} />
      <News view={view} pays={mine('money')} />
      <ChosenNote view={view} />
      <Ways view={view} mine={mine} />
      <TimeLine view={view} />
      {view.account.state === 'purged' && <PurgeProof account={view.account.id} />}
      <Invoices invoices={view.invoices} />
      <p class="form-actions">
        <button type="button" class="second" onClick={() => print()}>
          {t.print}
        </button>
      </p>
    </>
  )
}

const TONE = {
  ...{ pending_payment: 'warning', active: '', overdue: 'warning', suspended: 'danger' },
  ...{ terminated: 'danger', cancelled: '', order_cancelled: '', purged: 'danger' },
} as const

const ENDED: ReadonlySet<string> = new Set(['terminated', 'cancelled', 'order_cancelled', 'purged'])

/** What can be done with a service that runs, or would if it were paid. */
function Ways({ view: { account: one }, mine }: { view: AccountView; mine: Everything['may'] }) {
  if (!isAlive(one.state)) return null
  const ways = [
    ['/akun/layanan/paket', t.ways.change, 'see'],
    ['/akun/layanan/cadangan', t.ways.backup, 'service'],
    ['/akun/layanan/akhiri', t.ways.cancel, 'money'],
  ] as const
  return (
    <nav class="ways screen" aria-label={t.waysTitle}>
      <ul>
        {ways
          .filter(([, , permission]) => mine(permission))
          .map(([path, name]) => (
            <li key={path}>
              <a href={`${href(path)}?id=${one.id}`}>{name}</a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** What is lost, what to do, by when. A payment on time is one until the end of the due day; after it, what counts is the next step. */
function News({ view, pays }: { view: AccountView; pays: boolean }) {
  const { state } = view.account
  const owed = view.invoices.find((invoice) => invoice.state === 'issued')
  const threat = view.timeline.next.find(({ kind }) => kind === 'suspended' || kind === 'terminated' || kind === 'order_cancelled')
  // Violation and confirmed end are told above; without a debt there is nothing to add to them, least of all that all is well.
  if (state === 'active' && !owed && (view.beside.violation || view.beside.cancellation?.endsAt)) return null
  return (
    <div class={`note ${TONE[state]}`}>
      {/* A declared violation has the first word: the service is off, whatever is paid. */}
      {(ENDED.has(state) || view.beside.violation === null) && <strong>{t.news[state]}</strong>}
      {ENDED.has(state) ? <Ended view={view} /> : !owed && <p>{t.act.nothing}</p>}
      {!ENDED.has(state) && owed && (
        <p>
          {whatToPay(state, owed, threat)} {threat?.clause && <ClauseLink clause={threat.clause} />}
        </p>
      )}
      {pays && !ENDED.has(state) && owed && (
        <p class="screen">
          <a class="button" href={`${href('/akun/tagihan/lihat')}?id=${owed.id}`}>
            {t.pay(rupiah(owed.amountRupiah - owed.paidRupiah))}
          </a>
        </p>
      )}
      {pays && ENDED.has(state) && (
        <p class="screen">
          <a class="button second" href={href('/akun/pesanan/baru')}>
            {t.orderAgain}
          </a>
        </p>
      )}
    </div>
  )
}

/** Without a threat, while a hold has no end, the invoice is still to be paid. */
function whatToPay(state: AccountView['account']['state'], owed: AccountView['invoices'][number], threat: Point | undefined): string {
  const amount = rupiah(owed.amountRupiah - owed.paidRupiah)
  if (state === 'active') return `${t.act.onTime(amount, day(owed.dueOn))} ${threat ? t.late(threat.when) : ''}`
  if (threat) return `${t.act.before(amount, threat.when)} ${t.otherwise[threat.kind] ?? ''}`
  return t.act.wasDue(amount, day(owed.dueOn))
}

/** What became of the service, from when its data is deleted, and what stays readable. */
function Ended({ view: { account: one, timeline } }: { view: AccountView }) {
  const erased = timeline.next.find(({ kind }) => kind === 'purge_begun')
  return (
    <p>
      {erased && t.erased(erased.when)} {t.ended[one.state]} {t.kept}
    </p>
  )
}
