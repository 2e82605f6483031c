/** Which devices are signed in, each of which can be signed out, and all at once. */
import { useState } from 'preact/hooks'
import { security as words } from '../../i18n/portal/security.ts'
import type { Answer } from '../answers.ts'
import { currentSession, listSessions, revokeSession, revokeSessions, type Session } from '../auth.ts'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, wordsOf } from '../page.ts'
import { deviceOf } from './device.ts'

const t = wordsOf(words)

interface Listed {
  readonly sessions: readonly Session[]
  readonly here: string | undefined
}

async function load(): Promise<Answer<Listed>> {
  const [all, current] = await Promise.all([listSessions(), currentSession()])
  if (!all.ok) return all
  return { ok: true, value: { sessions: all.value, here: current.ok ? current.value?.session.id : undefined } }
}

export function Sessions() {
  const [said, setSaid] = useState('')
  const leave = async () => {
    await revokeSessions()
    location.assign(href('/masuk'))
  }
  return (
    <section>
      <h2>{t.sessionsTitle}</h2>
      <p>{t.sessionsWhy}</p>
      <p role="status" class="done">
        {said}
      </p>
      <Loaded load={load}>
        {({ sessions, here }, reload) => {
          const revoke = async (session: Session) => {
            const answer = await revokeSession(session.token)
            if (answer.ok) setSaid(t.revoked)
            await reload()
          }
          return <SessionTable sessions={sessions} here={here} revoke={revoke} />
        }}
      </Loaded>
      <p>{t.everywhereWhy}</p>
      <button type="button" class="danger" onClick={leave}>
        {t.everywhere}
      </button>
    </section>
  )
}

function SessionTable({ sessions, here, revoke }: Listed & { revoke: (session: Session) => void }) {
  return (
    <ul class="cards">
      {sessions.map((session) => {
        const told = deviceOf(session.userAgent ?? '')
        const device = told ? t.on(told.browser, told.system) : t.unknownDevice
        return (
          <li key={session.id}>
            <strong>{device}</strong>
            <dl class="facts">
              <dt>{t.since}</dt>
              <dd>{instant(Date.parse(session.createdAt))}</dd>
              {session.ipAddress && <dt>{t.address}</dt>}
              {session.ipAddress && <dd>{session.ipAddress}</dd>}
            </dl>
            {session.id === here ? (
              <p class="quiet">{t.here}</p>
            ) : (
              <button type="button" class="second" aria-label={t.revokeOf(device)} onClick={() => revoke(session)}>
                {t.revoke}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
