/** What waits for staff: figures first, then the first few of each, and the page where it is dealt with. */
import type { ComponentChildren } from 'preact'
import { tasks as taskWords } from '../../../i18n/portal/staff/tasks.ts'
import { today as words } from '../../../i18n/portal/staff/today.ts'
import { unmatched as moneyWords } from '../../../i18n/portal/staff/unmatched.ts'
import { instant, rupiah } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { href, wordsOf } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { aboutOf, letterTitle } from './about.tsx'
import { type Today, today } from './calls.ts'

const t = wordsOf(words)
const kinds = wordsOf(taskWords).kinds
const { reasons } = wordsOf(moneyWords)

const number = (count: number, more: boolean) => (more ? t.moreThan(count) : String(count))

export const TodayPage = () => (
  <StaffOnly>
    <Loaded load={today}>
      {(view) => (
        <>
          <p class="lead">{t.asOf(instant(Date.parse(view.now)))}</p>
          <ul class="cards">
            <Clocks view={view} />
            <Tasks view={view} />
            <Money view={view} />
            <Letters view={view} />
            <Breaker view={view} />
          </ul>
        </>
      )}
    </Loaded>
  </StaffOnly>
)

interface CardProps {
  readonly title: string
  readonly figures: readonly string[]
  readonly first: readonly string[]
  readonly to: string
  readonly link: string
}

/** A figure that is no word of good news is a lead; what follows are the first few of it. */
function Card({ title, figures, first, to, link }: CardProps): ComponentChildren {
  return (
    <li>
      <h2>{title}</h2>
      {figures.map((figure) => (
        <p key={figure}>
          <strong>{figure}</strong>
        </p>
      ))}
      {first.length > 0 && (
        <ul class="small">
          {first.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={href(to)}>{link}</a>
      </p>
    </li>
  )
}

function Clocks({ view: { clocks } }: { view: Today }) {
  const figures = [
    ...(clocks.suspend > 0 ? [t.suspend(number(clocks.suspend, clocks.more))] : []),
    ...(clocks.terminate > 0 ? [t.terminate(number(clocks.terminate, clocks.more))] : []),
  ]
  const first = clocks.first.map(({ domain, action, at }) => `${domain}: ${t.clockSteps[action]}, ${instant(Date.parse(at))}`)
  return (
    <Card title={t.clocksTitle} figures={figures.length > 0 ? figures : [t.noClocks]} first={first} to="/staf/rem" link={t.toBreaker} />
  )
}

function Tasks({ view: { tasks } }: { view: Today }) {
  const figures = [tasks.count === 0 ? t.noTasks : t.tasks(number(tasks.count, tasks.more))]
  const first = tasks.kinds.slice(0, 5).map(({ kind, count }) => `${kinds[kind]?.title ?? kind}: ${count}`)
  return <Card title={t.tasksTitle} figures={figures} first={first} to="/staf/tugas" link={t.toTasks} />
}

function Money({ view: { unmatched } }: { view: Today }) {
  const figures = [unmatched.count === 0 ? t.noMoney : t.money(number(unmatched.count, unmatched.more))]
  const first = unmatched.first.map(
    ({ reason, amountRupiah, transactionId }) =>
      `${amountRupiah === null ? reasons[reason].title : `${rupiah(amountRupiah)}, ${reasons[reason].title}`} (${transactionId})`,
  )
  return <Card title={t.moneyTitle} figures={figures} first={first} to="/staf/uang" link={t.toMoney} />
}

function Letters({ view: { deadLetters } }: { view: Today }) {
  const figures = [deadLetters.count === 0 ? t.noLetters : t.letters(deadLetters.mail, deadLetters.given_up)]
  const first = deadLetters.first.map((letter) => `${letterTitle(letter)}, ${aboutOf(letter)}`)
  return <Card title={t.lettersTitle} figures={figures} first={first} to="/staf/tugas#gagal" link={t.toLetters} />
}

function Breaker({ view: { breaker } }: { view: Today }) {
  const figures = breaker.trippedAt === null ? [t.closed] : [t.open, t.waiting(number(breaker.waiting, breaker.more))]
  return <Card title={t.breakerTitle} figures={figures} first={[]} to="/staf/rem" link={t.toBreakerState} />
}
