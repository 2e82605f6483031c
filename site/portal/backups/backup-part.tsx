/** The last backup, this week's allowance, and the button that says what it overwrites (S7). */
import { useState } from 'preact/hooks'
import { formatSize } from '#rules/panel/rules/sizes'
import { backups as words } from '../../i18n/portal/backups.ts'
import { createAttempts } from '../attempts.ts'
import { ClauseLink } from '../clause.tsx'
import { Form } from '../form/form.tsx'
import { day, instant } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import { askBackup, type BackupsView } from './calls.ts'
import { count } from './count.ts'
import { RefusedNote } from './refused.tsx'

const t = wordsOf(words)
const attempt = createAttempts<{ readonly last: string | null; readonly clientTime?: undefined }>()

interface Props {
  readonly view: BackupsView
  readonly reload: () => Promise<void>
}

export function BackupPart({ view, reload }: Props) {
  const { backup, account, backups, restores, stored } = view
  const [asked, setAsked] = useState(false)
  const last = backups.find(({ id }) => id === stored)
  const when = last?.endedAt ? instant(Date.parse(last.endedAt)) : ''
  const send = async () => {
    // What was asked for before makes it another request; the same state sent again is the same one.
    const answer = await askBackup(account.id, attempt({ last: backups[0]?.id ?? null }).key)
    if (!answer.ok) return answer.refusal
    setAsked(true)
    await reload()
    return undefined
  }
  const lapses = restores.some(({ state }) => state === 'waiting_payment')
  return (
    <section>
      <h2>{t.backupTitle}</h2>
      <p>{last ? t.last(when, last.bytes === null ? '' : `, ${formatSize(last.bytes, language)}`) : t.none}</p>
      {asked && (
        <p class="done" role="status">
          {t.asked}
        </p>
      )}
      {!asked && backup.refusal && <RefusedNote refusal={backup.refusal} account={account.id} />}
      {!backup.refusal && (
        <Form send={send} button={last ? t.askOver : t.ask} danger={last !== undefined}>
          {last && (
            <p>
              {t.overwrites(when)} {lapses && t.lapses}
            </p>
          )}
        </Form>
      )}
      <p class="small quiet">
        {t.week(backup.usedThisWeek, backup.perWeek, day(backup.weekEndsOn))}{' '}
        {t.caps(formatSize(backup.mostBytes, language), count(backup.mostInodes))} {t.liability} <ClauseLink clause={backup.clause} />
      </p>
    </section>
  )
}
