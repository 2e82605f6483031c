/** A customer's file: closed until a reason is named; then the customer, one service at a time, notices, tasks and who looked (P12). */
import { useState } from 'preact/hooks'
import { file as words } from '../../../i18n/portal/staff/files.ts'
import { StateWord } from '../../account/state-word.tsx'
import { instant } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { facts, href, language, query, wordsOf } from '../../page.ts'
import { useTitle } from '../../title.ts'
import { StaffOnly } from '../staff-only.tsx'
import { AccountPart } from './account-part.tsx'
import { type CustomerFile, customerFile } from './calls.ts'
import { Looks, Notices, Tasks } from './file-lists.tsx'
import { LookForm } from './look-form.tsx'

const t = wordsOf(words)
const at = (text: string) => instant(Date.parse(text))

export const FilePage = () => (
  <StaffOnly>
    <File />
  </StaffOnly>
)

function File() {
  const [load] = useState(() => () => customerFile(query('id') ?? '-'))
  return (
    <>
      <p>
        <a href={href('/staf/pelanggan')}>{t.back}</a>
      </p>
      <Loaded load={load}>
        {(file, reload) => ('closed' in file ? <LookForm customer={file.closed} onOpen={reload} /> : <Open file={file} />)}
      </Loaded>
    </>
  )
}

function Open({ file }: { file: CustomerFile }) {
  const { customer, accounts } = file
  useTitle(customer.name)
  const asked = query('layanan')
  const shown = accounts.find(({ id }) => id === asked) ?? (accounts.length === 1 ? accounts[0] : undefined)
  return (
    <div class="flow">
      <p class="small quiet">{t.closesAt(at(file.closesAt))}</p>
      <Who customer={customer} />
      <People people={file.people} />
      <Tasks tasks={file.tasks} />
      <Services customer={customer.id} accounts={accounts} shown={shown?.id} />
      {shown && <AccountPart key={shown.id} id={shown.id} domain={shown.domain} />}
      <Notices notices={file.notices} />
      <Looks looks={file.looks} />
    </div>
  )
}

function Who({ customer }: Pick<CustomerFile, 'customer'>) {
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(customer.country) ?? customer.country
  return (
    <section>
      <h2>{t.who}</h2>
      <p>
        {customer.name} <span class="small quiet">{t.kinds[customer.kind]}</span>
      </p>
      <dl class="pairs">
        <dt>{t.facts.id}</dt>
        <dd>
          <code>{customer.id}</code>
        </dd>
        <dt>{t.facts.phone}</dt>
        <dd>{customer.phone}</dd>
        <dt>{t.facts.address}</dt>
        <dd>{customer.address}</dd>
        <dt>{t.facts.country}</dt>
        <dd>{country}</dd>
        <dt>{t.facts.language}</dt>
        <dd>{t.languages[customer.language]}</dd>
        <dt>{t.facts.since}</dt>
        <dd>{at(customer.since)}</dd>
      </dl>
    </section>
  )
}

const People = ({ people }: Pick<CustomerFile, 'people'>) => (
  <section>
    <h2>{t.people}</h2>
    <ul>
      {people.map((person) => (
        <li key={person.userId}>
          {person.name}, {t.roles[person.role]}
          {person.authority && `, ${person.authority}`} <code class="quiet">{person.userId}</code>{' '}
          <a href={`mailto:${person.email}`}>{person.email}</a> {!person.emailVerified && <span class="word-warning">{t.unverified}</span>}
        </li>
      ))}
    </ul>
  </section>
)

/** One service is shown in full at a time; a customer may have very many. */
const Services = ({ customer, accounts, shown }: { customer: string; shown: string | undefined } & Pick<CustomerFile, 'accounts'>) => (
  <section>
    <h2>{t.services}</h2>
    {accounts.length === 0 ? (
      <p>{t.noServices}</p>
    ) : (
      <ul>
        {accounts.map(({ id, domain, state, isOff, package: item }) => (
          <li key={id}>
            {domain} <StateWord state={state} isOff={isOff} /> <span class="small quiet">{facts.packages[item] ?? item}</span>{' '}
            {id === shown ? (
              <span class="small quiet">{t.shown}</span>
            ) : (
              <a href={`?id=${customer}&layanan=${id}`} aria-label={t.showOf(domain)}>
                {t.show}
              </a>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
)
