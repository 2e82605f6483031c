/** The two files and the versions. A chosen file is read into the text field, so that what is checked is what can be seen. */
import { useState } from 'preact/hooks'
import { imports as words } from '../../../i18n/portal/staff/import.ts'
import { invalid, type Refusal } from '../../answers.ts'
import { idOf } from '../../form/errors.ts'
import { SelectField, TextArea } from '../../form/fields.tsx'
import { textOf } from '../../form/read.ts'
import { wordsOf } from '../../page.ts'
import type { Form, Input } from './calls.ts'

const t = wordsOf(words)
const DOCUMENTS = ['terms', 'sla', 'privacy', 'cookies'] as const

/** The files as they are: a leading or trailing line is none of our business. */
export function inputFrom(data: FormData): Input | Refusal {
  const customers = String(data.get('customers') ?? '')
  const terms = textOf(data, 'versions.terms')
  const errors = [
    ...(customers.trim() === '' ? [{ field: 'customers', message: t.needCustomers }] : []),
    ...(terms === '' ? [{ field: 'versions.terms', message: t.needTerms }] : []),
  ]
  if (errors.length > 0) return invalid(errors)
  const others = DOCUMENTS.slice(1).flatMap((document) => {
    const version = textOf(data, `versions.${document}`)
    return version === '' ? [] : [[document, version]]
  })
  return { dryRun: true, customers, accounts: String(data.get('accounts') ?? ''), versions: { terms, ...Object.fromEntries(others) } }
}

export const Fields = ({ form }: { form: Form }) => (
  <>
    <p>{t.split}</p>
    <File name="customers" label={t.customers} columns={form.columns.customers} hint={t.paste} />
    <File name="accounts" label={t.accounts} columns={form.columns.accounts} hint={`${t.paste} ${t.accountsHint}`} />
    <fieldset>
      <legend>{t.versionsTitle}</legend>
      <p class="hint">{t.versionsHint}</p>
      {DOCUMENTS.map((document) => (
        <SelectField
          key={document}
          name={`versions.${document}`}
          label={t.documents[document]}
          options={[
            { value: '', label: document === 'terms' ? t.pick : t.none },
            ...form.versions[document].map((value) => ({ value, label: value })),
          ]}
        />
      ))}
    </fieldset>
  </>
)

interface FileProps {
  readonly name: 'customers' | 'accounts'
  readonly label: string
  readonly hint: string
  readonly columns: Form['columns']['customers']
}

function File({ name, label, hint, columns }: FileProps) {
  const [text, setText] = useState<string>()
  const read = async (input: HTMLInputElement) => setText(await input.files?.[0]?.text())
  return (
    <section class="csv">
      <TextArea
        name={name}
        label={label}
        hint={hint}
        rows={8}
        wrap="off"
        spellcheck={false}
        autocomplete="off"
        {...(text === undefined ? {} : { value: text, onInput: (event) => setText(event.currentTarget.value) })}
      />
      <div class="field">
        <label for={`${idOf(name)}-file`}>{`${t.choose}: ${label}`}</label>
        <input
          type="file"
          id={`${idOf(name)}-file`}
          accept=".csv,text/csv,text/plain"
          onChange={(event) => void read(event.currentTarget)}
        />
      </div>
      <details>
        <summary>{`${t.columns}: ${label}`}</summary>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.means}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.name}>
                <td data-label={t.column}>
                  <code>{column.name}</code> <span class="small quiet">{column.needed ? t.needed : t.optional}</span>
                </td>
                <td data-label={t.means}>{column.means}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
