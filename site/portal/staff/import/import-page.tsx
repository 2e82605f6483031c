/** Staff bring existing customers here: two files are checked without writing anything, then imported whole (S1, S13). */
import { useState } from 'preact/hooks'
import { imports as words } from '../../../i18n/portal/staff/import.ts'
import type { Refusal } from '../../answers.ts'
import { createAttempts } from '../../attempts.ts'
import { Done } from '../../done.tsx'
import { Form } from '../../form/form.tsx'
import { instant } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { wordsOf } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { type Form as FormFacts, type Input, importForm, type Report, sendImport } from './calls.ts'
import { Fields, inputFrom } from './fields.tsx'
import { Problems, Summary } from './report.tsx'

const t = wordsOf(words)
const attempt = createAttempts<Input & { clientTime?: string | undefined }>()

export const ImportPage = () => (
  <StaffOnly>
    <Loaded load={importForm}>{(form) => <Import form={form} />}</Loaded>
  </StaffOnly>
)

interface Checked {
  readonly input: Input
  readonly report: Report
}

function Import({ form }: { form: FormFacts }) {
  const [checked, setChecked] = useState<Checked>()
  const [done, setDone] = useState<Report>()
  const check = async (data: FormData): Promise<Refusal | undefined> => {
    const input = inputFrom(data)
    if ('title' in input) return input
    const answer = await sendImport(input, 'only-a-dry-run')
    if (!answer.ok) return answer.refusal
    setChecked({ input, report: answer.value })
    return undefined
  }
  if (done) return <Imported report={done} />
  const ready = checked && checked.report.problems.length === 0 ? checked : undefined
  return (
    <>
      <p class="lead">{t.lead}</p>
      {checked && <Problems report={checked.report} />}
      <div hidden={ready !== undefined}>
        <Form send={check} button={t.check}>
          <Fields form={form} />
        </Form>
      </div>
      {ready && <Run checked={ready} change={() => setChecked(undefined)} done={setDone} />}
    </>
  )
}

function Run({ checked: { input, report }, change, done }: { checked: Checked; change: () => void; done: (report: Report) => void }) {
  const run = async (): Promise<Refusal | undefined> => {
    const { body, key } = attempt({ ...input, dryRun: false })
    const answer = await sendImport(body, key)
    if (!answer.ok) return answer.refusal
    done(answer.value)
    return undefined
  }
  const back = (
    <button type="button" class="second" onClick={change}>
      {t.change}
    </button>
  )
  return (
    <>
      <Summary report={report} />
      {report.imported ? (
        <p class="form-actions">{back}</p>
      ) : (
        <Form send={run} button={t.run(report.customers, report.accounts)} secondary={back}>
          {null}
        </Form>
      )}
    </>
  )
}

const Imported = ({ report }: { report: Report }) => (
  <Done title={t.doneTitle}>
    <p>
      <strong>{t.done(report.customers, report.accounts)}</strong>
    </p>
    {report.importedAt && <p class="small quiet">{instant(Date.parse(report.importedAt))}</p>}
    <p>{t.next}</p>
    <p>
      <a href={location.pathname}>{t.another}</a>
    </p>
  </Done>
)
