/** Ending a service in two steps (S13): what ends and what is deleted first (S11), then the click, then the confirmation; and back. */
import { useState } from 'preact/hooks'
import { cancel as words } from '../../i18n/portal/changing.ts'
import type { Answer, Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { Done } from '../done.tsx'
import { Form } from '../form/form.tsx'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, query, wordsOf } from '../page.ts'
import { askToCancel, type Cancellation, cancellation, confirmCancellation, withdrawCancellation } from './calls.ts'

const t = wordsOf(words)
const when = (iso: string | null): string => (iso === null ? '' : instant(Date.parse(iso)))

export function CancelPage() {
  const id = query('id') ?? '-'
  const [load] = useState(() => () => cancellation(id))
  return (
    <div class="flow">
      <p>
        <a href={`${href('/akun/layanan')}?id=${encodeURIComponent(id)}`}>{t.back}</a>
      </p>
      <Loaded load={load}>{(view) => <Steps first={view} />}</Loaded>
    </div>
  )
}

/** What an answer leads to takes the place of what was asked, and takes focus. */
function Steps({ first }: { first: Cancellation }) {
  const [view, setView] = useState(first)
  const [moved, setMoved] = useState(0)
  const [stays, setStays] = useState(false)
  const act = (call: () => Promise<Answer<Cancellation>>) => async (): Promise<Refusal | undefined> => {
    const answer = await call()
    if (!answer.ok) return answer.refusal
    setStays(answer.value.state === 'running')
    setView(answer.value)
    setMoved(moved + 1)
    return undefined
  }
  const step = <Step key={moved} view={view} act={act} stays={stays} />
  return moved === 0 ? (
    step
  ) : (
    <Done key={moved} title={titleOf(view)}>
      {step}
    </Done>
  )
}

const titleOf = (view: Cancellation): string =>
  view.state === 'asked' ? t.confirmTitle : view.state === 'confirmed' ? t.confirmedTitle(when(view.endsAt)) : t.title

interface StepProps {
  readonly view: Cancellation
  readonly act: (call: () => Promise<Answer<Cancellation>>) => () => Promise<Refusal | undefined>
  readonly stays: boolean
}

function Step({ view, act, stays }: StepProps) {
  if (view.state === 'unpaid') return <Note title={t.unpaidTitle} text={t.unpaid} />
  if (view.state === 'ended') return <Note title={t.endedTitle} text={t.ended} order />
  if (view.state === 'confirmed') return <Confirmed view={view} act={act} />
  return view.state === 'asked' ? <Confirm view={view} act={act} /> : <Ask view={view} act={act} stays={stays} />
}

const Note = ({ title, text, order = false }: { title: string; text: string; order?: boolean }) => (
  <div class="note">
    <strong>{title}</strong>
    <p>{text}</p>
    {order && (
      <p>
        <a class="button second" href={href('/akun/pesanan/baru')}>
          {t.order}
        </a>
      </p>
    )}
  </div>
)

function Ask({ view, act, stays }: StepProps) {
  const [key] = useState(() => crypto.randomUUID())
  return (
    <>
      {stays && <p class="done">{t.stays}</p>}
      <p class="small quiet">{t.step(1)}</p>
      <p class="lead">{t.lead(view.domain)}</p>
      <Consequences view={view} />
      <Form send={act(() => askToCancel(view.account, key))} button={t.ask} danger>
        <p>{t.askNote}</p>
      </Form>
    </>
  )
}

function Confirm({ view, act }: Omit<StepProps, 'stays'>) {
  const [key] = useState(() => crypto.randomUUID())
  return (
    <>
      <p class="small quiet">{t.step(2)}</p>
      <div class="note warning">
        <strong>{t.confirmTitle}</strong>
        <p>
          {t.confirmBy(when(view.confirmBy))} {view.clause && <ClauseLink clause={view.clause} />}
        </p>
      </div>
      <p class="lead">{t.lead(view.domain)}</p>
      <Consequences view={view} />
      <Form send={act(() => confirmCancellation(view.account, key))} button={t.confirm(view.domain, when(view.endsAt))} danger>
        {null}
      </Form>
      <Form send={act(() => withdrawCancellation(view.account))} button={t.forget}>
        {null}
      </Form>
    </>
  )
}

function Confirmed({ view, act }: Omit<StepProps, 'stays'>) {
  const byDecline = view.cause === 'declined_version'
  return (
    <>
      <div class="note warning">
        <strong>{t.confirmedTitle(when(view.endsAt))}</strong>
        <p>{byDecline ? t.declined : t.confirmed(when(view.endsAt))}</p>
      </div>
      <Consequences view={view} />
      {byDecline ? (
        <p>
          <a class="button" href={href('/akun/persetujuan')}>
            {t.toAgreements}
          </a>
        </p>
      ) : (
        <Form send={act(() => withdrawCancellation(view.account))} button={t.stay}>
          {null}
        </Form>
      )}
    </>
  )
}

function Consequences({ view }: { view: Cancellation }) {
  return (
    <dl class="sums">
      <dt>{t.facts.ends}</dt>
      <dd>
        <strong>{when(view.endsAt)}</strong> {view.clause && <ClauseLink clause={view.clause} />}
      </dd>
      <dt>{t.facts.deleted}</dt>
      <dd>
        {t.deletedFrom(when(view.deletedFrom))} {view.deletionClause && <ClauseLink clause={view.deletionClause} />}
      </dd>
      <dt>{t.facts.money}</dt>
      <dd>{t.money}</dd>
      <dt>{t.facts.invoice}</dt>
      <dd>{view.voidsInvoice === null ? t.noInvoice : t.voided(view.voidsInvoice)}</dd>
    </dl>
  )
}
