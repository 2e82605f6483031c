/** Staff find a customer; what is shown is as little as tells one from another, and the file opens with a reason. */
import { useState } from 'preact/hooks'
import { search as words } from '../../../i18n/portal/staff/files.ts'
import { StateWord } from '../../account/state-word.tsx'
import { invalid } from '../../answers.ts'
import { TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { textOf } from '../../form/read.ts'
import { href, wordsOf } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { type SearchAnswer, search } from './calls.ts'

const t = wordsOf(words)

export const SearchPage = () => (
  <StaffOnly>
    <Search />
  </StaffOnly>
)

function Search() {
  const [answer, setAnswer] = useState<SearchAnswer>()
  const send = async (data: FormData) => {
    const q = textOf(data, 'q')
    if (q.length < 3) return invalid([{ field: 'q', message: t.need }])
    const found = await search(q)
    if (!found.ok) return found.refusal
    setAnswer(found.value)
    return undefined
  }
  return (
    <>
      <search>
        <Form send={send} button={t.button}>
          <TextField name="q" label={t.label} hint={t.hint} autocomplete="off" spellcheck={false} autocapitalize="none" />
        </Form>
      </search>
      <div class="flow" role="status">
        {answer && <Results answer={answer} />}
      </div>
    </>
  )
}

function Results({ answer: { found, more } }: { answer: SearchAnswer }) {
  if (found.length === 0) {
    return (
      <>
        <p class="lead">{t.none}</p>
        <p>{t.noneTeach}</p>
      </>
    )
  }
  return (
    <>
      <p>
        {t.found(found.length)} {more && t.more}
      </p>
      <ul class="services">
        {found.map((one) => (
          <Result key={one.id} one={one} />
        ))}
      </ul>
    </>
  )
}

const Result = ({ one: { id, name, kind, accounts, moreAccounts } }: { one: SearchAnswer['found'][number] }) => (
  <li class="service">
    <h2>{name}</h2>
    <p class="small quiet">{t.kinds[kind]}</p>
    {accounts.length === 0 ? (
      <p>{t.noAccounts}</p>
    ) : (
      <ul>
        {accounts.map((account) => (
          <li key={account.id}>
            {account.domain} <StateWord state={account.state} isOff={account.isOff} />
          </li>
        ))}
        {moreAccounts && <li>{t.moreAccounts}</li>}
      </ul>
    )}
    <p>
      <a href={`${href('/staf/pelanggan/berkas')}?id=${id}`} aria-label={t.openOf(name)}>
        {t.open}
      </a>
    </p>
  </li>
)
