/** The account's time line: past solid, now, future hollow; the paid period as a bar; what a payment today would change as a second one. */
import { startOfDay } from '#shared/calendar'
import { service as words } from '../../i18n/portal/account.ts'
import { ClauseLink } from '../clause.tsx'
import type { AccountView, Point } from '../contract.ts'
import { day, instant } from '../format.ts'
import { Dot, type Mark } from '../marks.tsx'
import { facts, versionFacts, wordsOf } from '../page.ts'
import { Drawing, type Drawn } from './drawing.tsx'

const t = wordsOf(words)

interface Told {
  readonly kind: string
  readonly at: number
  readonly when: string
  readonly text: string
  readonly clause: Point['clause']
  readonly mark: Mark
}

const told = (points: readonly Point[], mark: Mark): Told[] =>
  points.map(({ kind, at, when, text, clause }) => ({ kind, at: Date.parse(at), when, text, clause, mark }))

/** The Worker's clock stands in what a payment today would do; otherwise now lies between what happened and what comes next. */
function nowOf({ timeline: { past, next, ifPaidToday } }: AccountView): number {
  const today = ifPaidToday[0]
  if (today) return Date.parse(today.at)
  const earliest = past.at(-1)
  const latest = next[0]
  return Math.min(Math.max(Date.now(), earliest ? Date.parse(earliest.at) : 0), latest ? Date.parse(latest.at) : Number.POSITIVE_INFINITY)
}

const nowPoint = (at: number): Told => ({ kind: 'now', at, when: instant(at), text: t.now, clause: null, mark: 'now' })

/** The due day as the invoice at hand pins it (S13). */
function duePoint(dueOn: string, termsVersion: string | undefined, text: string, mark: Mark): Told {
  const path = termsVersion && versionFacts('terms', termsVersion)?.path
  const clause = path ? { document: 'terms' as const, version: termsVersion, id: 'S13', href: `${path}#S13` } : null
  return { kind: 'due', at: startOfDay(dueOn, facts.timeZone), when: day(dueOn), text, clause, mark }
}

/** A due date that passed unpaid is part of what happened, though nothing was done on it. */
function passedDue({ invoices }: AccountView, now: number): Told[] {
  const owed = invoices.find(({ state }) => state === 'issued')
  const due = owed && duePoint(owed.dueOn, owed.termsVersion, t.duePast, 'past')
  return due && due.at < now ? [due] : []
}

/** What is paid for ends on a day too, though no invoice asks for the next period yet. */
function nextDue({ account, invoices, timeline }: AccountView, now: number): Told[] {
  if (account.state !== 'active' || timeline.next.length > 0) return []
  const due = duePoint(account.dueOn, invoices[0]?.termsVersion, t.dueNext, 'next')
  return due.at > now ? [due] : []
}

/** Paying today makes today a point of its own, so it needs no other. */
function branchOf(points: readonly Point[]): Told[] {
  return told(points, 'next').map((point, index) => (index === 0 ? { ...point, mark: 'now' } : point))
}

export function TimeLine({ view }: { view: AccountView }) {
  const { past, next, ifPaidToday } = view.timeline
  const now = nowPoint(nowOf(view))
  const happened = [...told(past, 'past'), ...passedDue(view, now.at)].sort((a, b) => a.at - b.at)
  const main = [...happened, now, ...told(next, 'next'), ...nextDue(view, now.at)]
  const branch = branchOf(ifPaidToday)
  return (
    <section>
      <h2>{t.lineTitle}</h2>
      <p class="small quiet">
        {t.legend} {ifPaidToday.length > 0 && t.unpaid}
      </p>
      <Figure points={main} title={t.drawing} paid={paidPeriod(view)} />
      {branch.length > 0 && (
        <>
          <h3>{t.branchTitle}</h3>
          <Figure points={branch} title={t.branchDrawing} paid={branchPeriod(view, now.at)} />
        </>
      )}
    </section>
  )
}

/** The newest period that is paid for: until the due date, which is its first unpaid day. */
function paidPeriod(view: AccountView): Drawn['paid'] {
  const invoice = view.invoices.find((one) => one.state === 'paid')
  const to = Date.parse(view.account.dueOn)
  return { from: invoice ? Date.parse(invoice.from) : Number.NEGATIVE_INFINITY, to }
}

const branchPeriod = (view: AccountView, from: number): Drawn['paid'] => {
  const until = view.timeline.ifPaidToday.find(({ kind }) => kind === 'due')
  return until ? { from, to: Date.parse(until.at) } : undefined
}

function Figure({ points, title, paid }: { points: readonly Told[]; title: string; paid: Drawn['paid'] }) {
  // Small things, such as reminders, stand in the list alone: the picture keeps to what changes something.
  const drawn = points.flatMap(({ kind, at, when, mark }) => {
    const name = t.names[kind] ?? (mark === 'now' ? t.now : undefined)
    return name === undefined ? [] : [{ kind, at, when, mark, name }]
  })
  return (
    <div class="picture">
      <figure>
        <Drawing points={drawn} title={title} paid={paid} />
      </figure>
      <ol class="line">
        {points.map((point, index) => (
          <li key={`${point.kind} ${index}`}>
            <Dot kind={point.mark} />
            <div>
              <p class={point.mark === 'past' ? 'quiet' : ''}>
                <strong>{point.when}</strong>
                <span class="spoken"> {{ past: t.past, now: t.now, next: t.future, declined: '' }[point.mark]}</span>
              </p>
              <p>
                {point.text} {point.clause && <ClauseLink clause={point.clause} />}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
