/** What could not be delivered: what stood in for it, and whether it can be ordered again. */
import { useState } from 'preact/hooks'
import { tasks as words } from '../../../i18n/portal/staff/tasks.ts'
import { instant } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { wordsOf } from '../../page.ts'
import { aboutOf, letterTitle, Ways } from './about.tsx'
import { Act } from './act.tsx'
import { deliverAgain, type Letter, letterAttended, letters } from './calls.ts'
import { Pager, usePages } from './pages.tsx'

const t = wordsOf(words)

export function Letters() {
  const paging = usePages(letters)
  return (
    <Loaded load={paging.load}>
      {({ letters: list, next }) => (
        <>
          {list.length === 0 ? (
            <p>{t.noLetters}</p>
          ) : (
            <ul class="services">
              {list.map((letter) => (
                <OneLetter key={letter.id} letter={letter} />
              ))}
            </ul>
          )}
          <Pager paging={paging} next={next} words={t} />
        </>
      )}
    </Loaded>
  )
}

function standsIn({ standsIn: posting, kind }: Letter): string | null {
  if (posting === null) return kind === 'mail' ? t.standsInNothing : null
  const posted = instant(Date.parse(posting.postedAt))
  return posting.countsFrom === null ? t.standsInNot(posted) : t.standsIn(posted, instant(Date.parse(posting.countsFrom)))
}

function OneLetter({ letter }: { letter: Letter }) {
  // One letter is ordered again once, however often its button is pressed.
  const [key] = useState(() => crypto.randomUUID())
  const [dealt, setDealt] = useState(false)
  const [title, about] = [letterTitle(letter), aboutOf(letter)]
  return (
    <li class="service">
      <h3>
        {title}, {about}
      </h3>
      <p>
        {t.outcomes[letter.outcome]}, {instant(Date.parse(letter.at))}, {t.attempts(letter.attempts)}
        {letter.detail && (
          <>
            : <code>{letter.detail}</code>
          </>
        )}
      </p>
      <p>{standsIn(letter)}</p>
      {letter.notAgain && <p>{t.notAgain[letter.notAgain]}</p>}
      <Ways about={letter} />
      <div class="form-actions">
        {letter.notAgain === null && (
          <Act
            act={() => deliverAgain(letter.id, key)}
            button={t.again}
            label={t.againOf(title, about)}
            done={t.isAgain}
            onDone={() => setDealt(true)}
          />
        )}
        {!dealt && <Act act={() => letterAttended(letter.id)} button={t.seen} label={t.seenOf(title, about)} done={t.isDone} />}
      </div>
    </li>
  )
}
