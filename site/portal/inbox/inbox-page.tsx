/** The inbox: notices about the account, newest first, each with its date, its clause and the page on which to act (M4). */
import { useEffect } from 'preact/hooks'
import { inbox as words } from '../../i18n/portal/inbox.ts'
import { notices } from '../calls.ts'
import { ClauseLink } from '../clause.tsx'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { wordsOf } from '../page.ts'
import { countOnTab } from '../session.tsx'
import { markRead, type Notice } from './calls.ts'

const t = wordsOf(words)

export const InboxPage = () => <Loaded load={notices}>{(list) => <Messages list={list} />}</Loaded>

/** What stands on the page has been seen; the marks stay until the page is opened again. */
function Messages({ list }: { list: readonly Notice[] }) {
  const [newest] = list
  useEffect(() => {
    if (!newest?.unread) return
    void markRead(newest.postedAt).then((answer) => answer.ok && countOnTab('unread', answer.value.unread))
  }, [newest])
  if (list.length === 0) {
    return (
      <div class="flow">
        <p class="lead">{t.empty}</p>
        <p>{t.emptyTeach}</p>
      </div>
    )
  }
  return (
    <ol class="messages">
      {list.map((notice) => (
        <Message key={`${notice.subject} ${notice.kind} ${notice.postedAt}`} notice={notice} />
      ))}
    </ol>
  )
}

const Message = ({ notice }: { notice: Notice }) => (
  <li class={notice.unread ? 'flow tight fresh' : 'flow tight'}>
    <p class="small quiet">
      {notice.unread && <strong class="mark">{t.fresh}</strong>}{' '}
      <time dateTime={notice.postedAt}>{instant(Date.parse(notice.postedAt))}</time>
    </p>
    <h2>{notice.title}</h2>
    <p>{notice.text}</p>
    <p class="small apart">
      {t.places[notice.place.to] !== '' && <a href={notice.place.href}>{t.places[notice.place.to]}</a>}
      {notice.clause && <ClauseLink clause={notice.clause} />}
    </p>
  </li>
)
