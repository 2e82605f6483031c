/** Registration, which is the first acceptance: one form, three documents, each with its own box (P1, P7, P11, S1). */
import { useState } from 'preact/hooks'
import { register as words } from '../../i18n/portal/register.ts'
import { ClauseLink } from '../clause.tsx'
import { CheckField, ChoiceField } from '../form/choices.tsx'
import { SelectField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { Loaded } from '../load.tsx'
import { facts, href, versionFacts, wordsOf } from '../page.ts'
import { acceptableNow, type Offer, type Offered } from '../policies.ts'
import { DocumentBox } from '../reading/document-box.tsx'
import { countryOptions } from './countries.ts'
import { type Registered, RegisteredNote } from './registered.tsx'
import { Contact, Identity, SignIn } from './sections.tsx'
import { sendRegistration } from './send.ts'

const t = wordsOf(words)

export function Register() {
  const [done, setDone] = useState<Registered>()
  if (done) return <RegisteredNote registered={done} />
  return <Loaded load={acceptableNow}>{(offer) => <RegistrationForm offer={offer} onDone={setDone} />}</Loaded>
}

interface FormProps {
  readonly offer: Offer
  readonly onDone: (registered: Registered) => void
}

function RegistrationForm({ offer: first, onDone }: FormProps) {
  const [offer, setOffer] = useState(first)
  const { offered } = offer
  const [kind, setKind] = useState('')
  const [country, setCountry] = useState(facts.country)
  const [shown] = useState(() => new Map<string, number>())
  const abroad = country !== facts.country
  const send = (data: FormData) => sendRegistration({ data, offer, shown, abroad }, { onDone, onNewTexts: setOffer })
  if (offered.length === 0) return <p class="note warning">{t.noDocuments}</p>
  return (
    <div class="flow">
      <p class="lead">{t.intro}</p>
      <p>
        {t.haveAccount} <a href={href('/masuk')}>{t.doneSignIn}</a>
      </p>
      <Form send={send} button={t.button}>
        <section class="flow">
          <h2>{t.whoTitle}</h2>
          <ChoiceField
            name="kind"
            legend={t.kind}
            onPick={setKind}
            options={[
              { value: 'person', label: t.person },
              { value: 'company', label: t.company, hint: t.companyHint },
            ]}
          />
          <Identity company={kind === 'company'} minimumAge={minimumAgeOf(offered)} />
        </section>
        <Contact>
          <SelectField
            name="country"
            label={t.country}
            hint={t.countryHint}
            options={countryOptions()}
            initial={facts.country}
            autocomplete="country"
            onPick={setCountry}
          />
          {abroad && <TransferNotice offered={offered} />}
        </Contact>
        <SignIn />
        <section class="flow">
          <h2>{t.documentsTitle}</h2>
          <p>{t.documentsIntro}</p>
          {offered.map((one) => (
            <DocumentBox key={`${one.document} ${one.digest}`} offered={one} onShown={() => shown.set(one.document, offer.clock())} />
          ))}
        </section>
      </Form>
    </div>
  )
}

/** P11: the age stands in the privacy policy that is accepted here. */
function minimumAgeOf(offered: readonly Offered[]): number {
  const privacy = offered.find((one) => one.document === 'privacy')
  return (privacy && versionFacts('privacy', privacy.version)?.minimumAge) ?? 18
}

/** P7: who lives elsewhere is told that the data crosses borders, and says so. */
function TransferNotice({ offered }: { offered: readonly Offered[] }) {
  const privacy = offered.find((one) => one.document === 'privacy')
  return (
    <div class="note warning" role="status">
      <strong>{t.transferTitle}</strong>
      <p>{t.transfer(facts.provider)}</p>
      {privacy && (
        <p>
          <ClauseLink clause={{ document: 'privacy', version: privacy.version, id: 'P7', href: `${privacy.path}#P7` }} />
        </p>
      )}
      <CheckField name="transferAcknowledged" label={t.transferAck} />
    </div>
  )
}
