/** Setting up the second step: scan, keep the backup codes, prove that it works. */
import { encode } from 'uqr'
import { security as words } from '../../i18n/portal/security.ts'
import { invalid, type Refusal } from '../answers.ts'
import { type Enrolment, verifyTotp } from '../auth.ts'
import { TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { wordsOf } from '../page.ts'

const t = wordsOf(words)

export function Enrol({ enrolment, onConfirmed }: { enrolment: Enrolment; onConfirmed: () => void }) {
  const secret = new URL(enrolment.totpURI).searchParams.get('secret') ?? ''
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const code = textOf(data, 'totp').replaceAll(/\s/g, '')
    if (!/^\d{6}$/.test(code)) return invalid([{ field: 'totp', message: t.needCode }])
    const answer = await verifyTotp(code)
    if (!answer.ok) return answer.refusal.code === 'wrong_code' ? invalid([{ field: 'totp', message: t.wrongCode }]) : answer.refusal
    onConfirmed()
    return undefined
  }
  return (
    <div class="flow">
      <h3>{t.scanTitle}</h3>
      <QrCode text={enrolment.totpURI} />
      <p>
        {t.secret} <code class="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <h3>{t.backupTitle}</h3>
      <BackupCodes codes={enrolment.backupCodes} />
      <h3>{t.confirmTitle}</h3>
      <Form send={send} button={t.confirm}>
        <TextField
          name="totp"
          label={t.code}
          hint={t.codeHint}
          autocomplete="one-time-code"
          inputMode="numeric"
          maxLength={7}
          class="short"
        />
      </Form>
    </div>
  )
}

/** Dark on white in both themes, since scanners expect it. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 4 })
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg class="qr" role="img" aria-label={t.scanAlt} width="200" height="200" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <title>{t.scanAlt}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

export function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div class="note">
      <p>{t.backupWhy}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="form-actions">
        <button type="button" class="second" onClick={() => print()}>
          {t.print}
        </button>
      </p>
    </div>
  )
}
