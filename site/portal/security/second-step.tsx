/** The second step: set up with a QR code, confirmed by a first code; backup codes; removed with the password. */
import { useState } from 'preact/hooks'
import { security as words } from '../../i18n/portal/security.ts'
import { invalid, onField, type Refusal } from '../answers.ts'
import { disableTwoFactor, type Enrolment, enableTwoFactor, newBackupCodes } from '../auth.ts'
import { PasswordField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { passwordOf } from '../form/read.ts'
import { wordsOf } from '../page.ts'
import { BackupCodes, Enrol } from './enrol.tsx'

const t = wordsOf(words)

interface Props {
  readonly enabledAtFirst: boolean
  readonly onChanged: () => void
}

export function SecondStep({ enabledAtFirst, onChanged }: Props) {
  const [enabled, setEnabled] = useState(enabledAtFirst)
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [said, setSaid] = useState('')
  const settle = (now: boolean, word: string) => {
    setEnabled(now)
    setEnrolment(undefined)
    setSaid(word)
    onChanged()
  }
  return (
    <section>
      <h2>{t.stepTitle}</h2>
      <p>{t.stepWhy}</p>
      <p role="status" class="done">
        {said}
      </p>
      <p>{enabled ? t.stepOn : t.stepOff}</p>
      {enabled && <SetUp onRemoved={() => settle(false, t.removed)} />}
      {!enabled && !enrolment && <Begin onBegun={setEnrolment} />}
      {enrolment && <Enrol enrolment={enrolment} onConfirmed={() => settle(true, t.confirmed)} />}
    </section>
  )
}

/** Every change of the second step asks for the password again, whoever sits at the device. */
function WithPassword(props: { name: string; button: string; danger?: boolean; act: (password: string) => Promise<Refusal | undefined> }) {
  const send = async (data: FormData) => {
    const password = passwordOf(data, props.name)
    if (!password) return invalid([{ field: props.name, message: t.needCurrent }])
    const refused = await props.act(password)
    return refused && onField(refused, 'password', props.name)
  }
  return (
    <Form send={send} button={props.button} danger={props.danger ?? false}>
      <PasswordField name={props.name} label={t.current} autocomplete="current-password" />
    </Form>
  )
}

function Begin({ onBegun }: { onBegun: (enrolment: Enrolment) => void }) {
  const act = async (password: string) => {
    const answer = await enableTwoFactor(password)
    if (!answer.ok) return answer.refusal
    onBegun(answer.value)
    return undefined
  }
  return <WithPassword name="enrolPassword" button={t.begin} act={act} />
}

function SetUp({ onRemoved }: { onRemoved: () => void }) {
  const [codes, setCodes] = useState<readonly string[]>()
  const renew = async (password: string) => {
    const answer = await newBackupCodes(password)
    if (!answer.ok) return answer.refusal
    setCodes(answer.value.backupCodes)
    return undefined
  }
  const remove = async (password: string) => {
    const answer = await disableTwoFactor(password)
    if (!answer.ok) return answer.refusal
    onRemoved()
    return undefined
  }
  return (
    <>
      {codes && <BackupCodes codes={codes} />}
      <details>
        <summary>{t.newCodes}</summary>
        <p>{t.newCodesWhy}</p>
        <WithPassword name="codesPassword" button={t.newCodes} act={renew} />
      </details>
      <details>
        <summary>{t.remove}</summary>
        <p>{t.removeWhy}</p>
        <WithPassword name="removePassword" button={t.remove} danger act={remove} />
      </details>
    </>
  )
}
