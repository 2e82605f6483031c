/** The lists of a file: notices with what became of their mail, open tasks, and who opened the file. */
import { file as words } from '../../../i18n/portal/staff/files.ts'
import { tasks as taskWords } from '../../../i18n/portal/staff/tasks.ts'
import { instant } from '../../format.ts'
import { href, wordsOf } from '../../page.ts'
import type { CustomerFile } from './calls.ts'

const t = wordsOf(words)
const taskKinds = wordsOf(taskWords).kinds
const at = (text: string) => instant(Date.parse(text))

/** What staff must know of a mail that did not go, by its word and not by colour alone. */
const FAILED = new Set(['undeliverable', 'bounced', 'given_up'])

export const Notices = ({ notices }: Pick<CustomerFile, 'notices'>) => (
  <section>
    <h2>{t.notices}</h2>
    {notices.length === 0 ? (
      <p>{t.noNotices}</p>
    ) : (
      <ol class="messages">
        {notices.map((notice) => (
          <li key={`${notice.subject} ${notice.kind} ${notice.postedAt}`} class="flow tight">
            <p class="small quiet">
              {at(notice.postedAt)}, {notice.countsFrom ? t.counts(at(notice.countsFrom)) : t.countsNot}
            </p>
            <h3>{notice.title}</h3>
            <p>{notice.text}</p>
            <Delivery delivery={notice.delivery} />
          </li>
        ))}
      </ol>
    )}
  </section>
)

function Delivery({ delivery }: Pick<CustomerFile['notices'][number], 'delivery'>) {
  const outcome = delivery?.outcome ?? 'waiting'
  return (
    <p class="small">
      <span class={FAILED.has(outcome) ? 'word-danger' : 'quiet'}>{t.delivery[outcome] ?? outcome}</span>
      {delivery && `, ${at(delivery.at)}`}
    </p>
  )
}

export const Tasks = ({ tasks }: Pick<CustomerFile, 'tasks'>) => (
  <section>
    <h2>{t.tasks}</h2>
    {tasks.length === 0 ? (
      <p>{t.noTasks}</p>
    ) : (
      <>
        <ul>
          {tasks.map((task) => (
            <li key={task.id}>
              {taskKinds[task.kind]?.title ?? task.kind} <span class="small quiet">{at(task.createdAt)}</span>{' '}
              <code class="quiet">{task.subject}</code>
            </li>
          ))}
        </ul>
        <p>
          <a href={href('/staf/tugas')}>{t.toTasks}</a>
        </p>
      </>
    )}
  </section>
)

export const Looks = ({ looks }: Pick<CustomerFile, 'looks'>) => (
  <section>
    <h2>{t.looks}</h2>
    <ul>
      {looks.map((look) => (
        <li key={look.id}>
          <p>
            {t.looked(look.who, at(look.at))} <span class="small quiet">{t.categories[look.category]}</span>
          </p>
          <p class="wording">{look.words}</p>
        </li>
      ))}
    </ul>
  </section>
)
