/** Who would be terminated by an instant of choice; those held back now can be ticked, seen once more by name, and released. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { breaker as words } from '../../../i18n/portal/staff/breaker.ts'
import { invalid, type Refusal } from '../../answers.ts'
import { Done } from '../../done.tsx'
import { TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { textOf } from '../../form/read.ts'
import { instant, rupiah } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { facts, wordsOf } from '../../page.ts'
import { type DryRun, dryRun, releaseTerminations, type Termination } from './calls.ts'
import { instantOf } from './send-payment.ts'
import { Terminations } from './terminations.tsx'

const t = wordsOf(words)
/** As many as one request can name. */
const MOST = 400

export function DryRunSection() {
  const [run, setRun] = useState(() => ({ load: () => dryRun(null) }))
  const look = async (data: FormData): Promise<Refusal | undefined> => {
    const [day, time] = [textOf(data, 'day'), textOf(data, 'time')]
    if (!day || !/^\d{2}:\d{2}/.test(time)) return invalid([{ field: 'day', message: t.needAt }])
    const at = instantOf(day, time)
    setRun({ load: () => dryRun(at) })
    return undefined
  }
  return (
    <section>
      <h2>{t.dryTitle}</h2>
      <p>{t.dryLead}</p>
      <Form send={look} button={t.look}>
        <TextField name="day" label={t.day} type="date" />
        <TextField name="time" label={t.time} hint={t.timeHint(facts.zone)} type="time" class="short" />
      </Form>
      <Loaded load={run.load}>
        {(value) => <Foreseen key={value.at} run={value} reload={() => setRun({ load: () => dryRun(null) })} />}
      </Loaded>
    </section>
  )
}

const FIGURES = ['terminated', 'suspended', 'overdue', 'issued', 'ended'] as const

function Foreseen({ run, reload }: { run: DryRun; reload: () => void }) {
  const [chosen, setChosen] = useState<readonly Termination[]>()
  const [released, setReleased] = useState<number>()
  if (released !== undefined) return <Released count={released} again={reload} />
  if (chosen) return <Confirm chosen={chosen} back={() => setChosen(undefined)} onDone={setReleased} />
  return (
    <div class="flow" role="status">
      <h3>{t.until(instant(Date.parse(run.at)))}</h3>
      <dl class="facts">
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t.counts[figure]}</dt>
            <dd>{run.counts[figure]}</dd>
          </div>
        ))}
      </dl>
      {!run.complete && <p class="note warning">{t.incomplete}</p>}
      {run.terminations.length === 0 ? <p>{t.nobody}</p> : <Choice run={run} onChosen={setChosen} />}
    </div>
  )
}

function Choice({ run, onChosen }: { run: DryRun; onChosen: (chosen: readonly Termination[]) => void }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const releasable = run.terminations.some(({ candidate }) => candidate !== null)
  const tick = (account: string, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(account)
    else next.delete(account)
    setTicked(next)
  }
  const send = async (): Promise<Refusal | undefined> => {
    const chosen = run.terminations.filter(({ account, candidate }) => candidate !== null && ticked.has(account))
    if (chosen.length === 0) return whole(t.noTicked)
    if (chosen.length > MOST) return whole(t.tooMany(MOST))
    onChosen(chosen)
    return undefined
  }
  if (!releasable) {
    return (
      <>
        <p>{t.onlyDue}</p>
        <Terminations list={run.terminations} />
      </>
    )
  }
  return (
    <Form send={send} button={t.toConfirm(ticked.size)}>
      <p>{t.onlyDue}</p>
      <Terminations list={run.terminations} tick={{ ticked, set: tick }} />
    </Form>
  )
}

const whole = (title: string): Refusal => ({ ...invalid([]), code: 'incomplete', title })

interface ConfirmProps {
  readonly chosen: readonly Termination[]
  readonly back: () => void
  readonly onDone: (released: number) => void
}

function Confirm({ chosen, back, onDone }: ConfirmProps) {
  const send = async (): Promise<Refusal | undefined> => {
    const answer = await releaseTerminations(chosen.flatMap(({ candidate }) => candidate ?? []))
    if (!answer.ok) return { ...answer.refusal, errors: [] }
    onDone(answer.value.released)
    return undefined
  }
  const { length } = chosen
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div class="flow">
      <h3 ref={heading} tabIndex={-1}>
        {t.confirmTitle(length)}
      </h3>
      <p>{t.confirm(length)}</p>
      <ul>
        {chosen.map(({ account, domain, customer, owedRupiah }) => (
          <li key={account}>
            <strong>{domain}</strong>, {customer.name}, {rupiah(owedRupiah)}
          </li>
        ))}
      </ul>
      <Form
        send={send}
        danger
        button={t.release(length)}
        secondary={
          <button type="button" class="second" onClick={back}>
            {t.back}
          </button>
        }
      >
        {null}
      </Form>
    </div>
  )
}

const Released = ({ count, again }: { count: number; again: () => void }) => (
  <Done title={t.title}>
    <h3>{t.releasedTitle(count)}</h3>
    <p>{t.releasedNext}</p>
    <button type="button" class="second" onClick={again}>
      {t.again}
    </button>
  </Done>
)
