/** The inbox: notices about the account, newest first, each with its date and clause (M4). */
import { inbox as words } from '../../i18n/portal/account.ts'
import { notices } from '../calls.ts'
import { ClauseLink } from '../clause.tsx'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function InboxPage() {
  return (
    <Loaded load={notices}>
      {(list) =>
        list.length === 0 ? (
          <div class="flow">
            <p class="lead">{t.empty}</p>
            <p>{t.emptyTeach}</p>
          </div>
        ) : (
          <ol class="messages">
            {list.map((notice) => (
              <li key={`${notice.subject} ${notice.kind} ${notice.postedAt}`} class="flow tight">
                <p class="small quiet">
                  <time dateTime={notice.postedAt}>{instant(Date.parse(notice.postedAt))}</time>
                </p>
                <h2>{notice.title}</h2>
                <p>{notice.text}</p>
                <p class="small">
                  {notice.clause && <ClauseLink clause={notice.clause} />}{' '}
                  {notice.subject.startsWith('acc_') && <a href={`${href('/akun/layanan')}?id=${notice.subject}`}>{t.seeAccount}</a>}
                </p>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}
