/** What only a person can do: open tasks by kind, and what could not be delivered. */
import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { tasks as words } from '../../../i18n/portal/staff/tasks.ts'
import { instant } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { href, query, wordsOf } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { aboutOf, Ways } from './about.tsx'
import { Act } from './act.tsx'
import { type Task, taskDone, tasks } from './calls.ts'
import { Letters } from './letters.tsx'
import { Pager, usePages } from './pages.tsx'

const t = wordsOf(words)

export const TasksPage = () => (
  <StaffOnly>
    <p class="lead">{t.lead}</p>
    <section>
      <h2>{t.openTitle}</h2>
      <Tasks />
    </section>
    <section id="gagal">
      <h2>{t.lettersTitle}</h2>
      <p>{t.lettersLead}</p>
      <Letters />
    </section>
  </StaffOnly>
)

function Tasks() {
  const [kind] = useState(() => query('jenis'))
  const paging = usePages((after) => tasks(kind, after))
  return (
    <Loaded load={paging.load}>
      {({ kinds, tasks: list, next }) => (
        <>
          {kinds.length > 1 && <Kinds kinds={kinds} kind={kind} />}
          {list.length === 0 ? (
            <>
              <p>
                <strong>{t.none}</strong>
              </p>
              <p>{t.noneTeach}</p>
            </>
          ) : (
            <ul class="services">
              {list.map((task) => (
                <OneTask key={task.id} task={task} />
              ))}
            </ul>
          )}
          <Pager paging={paging} next={next} words={t} />
        </>
      )}
    </Loaded>
  )
}

interface KindsProps {
  readonly kinds: readonly { readonly kind: string; readonly count: number }[]
  readonly kind: string | undefined
}

const Kinds = ({ kinds, kind }: KindsProps) => (
  <nav class="ways small" aria-label={t.filter}>
    <ul>
      <li>
        <a href={href('/staf/tugas')} aria-current={kind === undefined ? 'page' : undefined}>
          {t.all}
        </a>
      </li>
      {kinds.map((one) => (
        <li key={one.kind}>
          <a href={`${href('/staf/tugas')}?jenis=${encodeURIComponent(one.kind)}`} aria-current={kind === one.kind ? 'page' : undefined}>
            {t.count(t.kinds[one.kind]?.title ?? one.kind, one.count)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

function OneTask({ task }: { task: Task }) {
  const told = t.kinds[task.kind]
  const title = told?.title ?? task.kind
  const facts = Object.entries(task.facts).filter(([, value]) => value !== null)
  return (
    <li class="service">
      <h3>
        {title}: {aboutOf(task)}
      </h3>
      <p>{told?.act ?? t.unknownAct}</p>
      <p class="small quiet">{t.since(instant(Date.parse(task.createdAt)))}</p>
      <Ways about={task} />
      {facts.length > 0 && (
        <details>
          <summary>{t.details}</summary>
          <dl class="pairs">
            {facts.map(([name, value]) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}</dd>
              </Fragment>
            ))}
          </dl>
        </details>
      )}
      <Act act={() => taskDone(task.id)} button={t.done} label={t.doneOf(title, aboutOf(task))} done={t.isDone} />
    </li>
  )
}
