/** The second step: the code of the app, or one of the backup codes. */
import { useState } from 'preact/hooks'
import { signin as words } from '../../i18n/portal/signin.ts'
import { invalid, type Refusal } from '../answers.ts'
import { verifyBackupCode, verifyTotp } from '../auth.ts'
import { TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { href, query, safeNext, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function CodePage() {
  const [backup, setBackup] = useState(false)
  return (
    <div class="flow">
      <p class="lead">{backup ? t.backupIntro : t.codeIntro}</p>
      <Form key={String(backup)} send={(data) => send(data, backup)} button={t.codeButton}>
        {backup ? (
          <TextField name="code" label={t.backup} autocomplete="off" autocapitalize="none" spellcheck={false} />
        ) : (
          <TextField
            name="code"
            label={t.code}
            hint={t.codeHint}
            autocomplete="one-time-code"
            inputMode="numeric"
            maxLength={7}
            class="short"
          />
        )}
      </Form>
      <p>
        <button type="button" class="link" onClick={() => setBackup(!backup)}>
          {backup ? t.useCode : t.useBackup}
        </button>
      </p>
      <p>
        <a href={href('/masuk')}>{t.startOver}</a>
      </p>
    </div>
  )
}

async function send(data: FormData, backup: boolean): Promise<Refusal | undefined> {
  const code = textOf(data, 'code').replaceAll(/\s/g, '')
  if (!code) return invalid([{ field: 'code', message: t.needCode }])
  const answer = backup ? await verifyBackupCode(code) : await verifyTotp(code)
  if (!answer.ok) return told(answer.refusal, backup)
  location.assign(safeNext(query('lanjut')))
  return undefined
}

function told(refusal: Refusal, backup: boolean): Refusal {
  if (refusal.code === 'wrong_code') return invalid([{ field: 'code', message: backup ? t.wrongBackup : t.wrongCode }])
  return refusal.code === 'code_expired' ? invalid([{ field: 'code', message: t.codeExpired }]) : refusal
}
