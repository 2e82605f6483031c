/** What staff can do about a service now: one form at a time, each saying what it does before it is done (S11, S14, S18). */
import { useEffect, useRef, useState } from 'preact/hooks'
import { addDays, startOfDay } from '#shared/calendar'
import { beside as words } from '../../../i18n/portal/staff/files.ts'
import { type FieldError, invalid } from '../../answers.ts'
import { createAttempts } from '../../attempts.ts'
import { CheckField } from '../../form/choices.tsx'
import { TextArea, TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { isTicked, textOf } from '../../form/read.ts'
import { facts, wordsOf } from '../../page.ts'
import { ACTS, type AccountFile, type Act, type ActName } from './calls.ts'

const t = wordsOf(words)

interface Offered {
  readonly act: ActName
  /** The block that would be lifted. */
  readonly block?: AccountFile['purgeBlocks'][number]
}

/** Only what can be done: a hold is placed or ended, a violation declared or lifted. */
function offered({ hold, violation, purgeBlocks, view }: AccountFile): Offered[] {
  const { state } = view.account
  const lifts = purgeBlocks.filter(({ kind }) => kind === 'legal_hold').map((block) => ({ act: 'purge_unblocked' as const, block }))
  const ends: Offered[] = [
    ...(hold?.runs ? [{ act: 'hold_ended' as const }] : []),
    ...(violation ? [{ act: 'violation_lifted' as const }] : []),
  ]
  if (state === 'purged') return [...ends, ...lifts]
  const begins: Offered[] = [
    ...(hold?.runs ? [] : [{ act: 'hold_placed' as const }]),
    ...(violation ? [] : [{ act: 'violation_declared' as const }]),
  ]
  return [...ends, ...begins, { act: 'purge_blocked' }, ...lifts]
}

export function Acts({ file, onDone }: { file: AccountFile; onDone: () => Promise<void> }) {
  const [chosen, setChosen] = useState<Offered>()
  const [said, setSaid] = useState('')
  const done = async () => {
    await onDone()
    setChosen(undefined)
    setSaid(t.done)
  }
  return (
    <section>
      <h3>{t.doTitle}</h3>
      <p role="status" class="done">
        {said}
      </p>
      {chosen ? (
        <ActForm account={file.view.account.id} offered={chosen} onDone={done} onCancel={() => setChosen(undefined)} />
      ) : (
        <p class="form-actions">
          {offered(file).map((one) => (
            <button
              key={`${one.act} ${one.block?.id}`}
              type="button"
              class="second"
              onClick={() => {
                setSaid('')
                setChosen(one)
              }}
            >
              {one.block ? t.unblockOf(one.block.subject) : t.forms[one.act].open}
            </button>
          ))}
        </p>
      )}
    </section>
  )
}

const attempt = createAttempts<Act & { readonly on: string }>()

/** What the day says is its end; what comes after it is no longer held. */
function read({ act, block }: Offered, data: FormData): Act {
  const until = textOf(data, 'until')
  return {
    reason: textOf(data, 'reason'),
    ...(act === 'hold_placed' ? { until: until ? new Date(startOfDay(addDays(until, 1), facts.timeZone)).toISOString() : null } : {}),
    ...(act === 'violation_declared' ? { evidence: textOf(data, 'evidence') } : {}),
    ...(act === 'purge_blocked' ? { subject: textOf(data, 'subject') } : {}),
    ...(block ? { block: block.id } : {}),
  }
}

function errorsOf(act: ActName, { reason, evidence, subject }: Act, sure: boolean): FieldError[] {
  return [
    ...(subject === undefined || subject.length >= 3 ? [] : [{ field: 'subject', message: t.needSubject }]),
    ...(reason.length >= 10 ? [] : [{ field: 'reason', message: t.needReason }]),
    ...(evidence === undefined || evidence.length >= 10 ? [] : [{ field: 'evidence', message: t.needEvidence }]),
    ...(t.forms[act].sure === '' || sure ? [] : [{ field: 'sure', message: t.needSure }]),
  ]
}

interface ActFormProps {
  readonly account: string
  readonly offered: Offered
  readonly onDone: () => Promise<void>
  readonly onCancel: () => void
}

/** Whether the customer reads the reason. */
const TOLD: ReadonlySet<ActName> = new Set(['hold_placed', 'violation_declared'])

function ActForm({ account, offered: one, onDone, onCancel }: ActFormProps) {
  const { act } = one
  const form = t.forms[act]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const send = async (data: FormData) => {
    const wanted = read(one, data)
    const errors = errorsOf(act, wanted, isTicked(data, 'sure'))
    if (errors.length > 0) return invalid(errors)
    const { key } = attempt({ ...wanted, on: `${act} ${account}` })
    const answer = await ACTS[act](account, wanted, key)
    if (!answer.ok) return answer.refusal
    await onDone()
    return undefined
  }
  return (
    <div class="agreement flow">
      <h4 ref={heading} tabIndex={-1}>
        {one.block ? t.unblockOf(one.block.subject) : form.open}
      </h4>
      <p>{form.text}</p>
      <Form
        send={send}
        button={form.button}
        danger={form.sure !== ''}
        secondary={
          <button type="button" class="second" onClick={onCancel}>
            {t.cancel}
          </button>
        }
      >
        {act === 'hold_placed' && <TextField name="until" label={t.until} hint={t.untilHint} type="date" />}
        {act === 'purge_blocked' && <TextField name="subject" label={t.subject} hint={t.subjectHint} maxLength={200} autocomplete="off" />}
        <TextArea name="reason" label={t.reason} hint={TOLD.has(act) ? t.reasonTold : t.reasonKept} maxLength={500} />
        {act === 'violation_declared' && <TextArea name="evidence" label={t.evidence} hint={t.evidenceHint} maxLength={4000} />}
        {form.sure !== '' && <CheckField name="sure" label={form.sure} />}
      </Form>
    </div>
  )
}
