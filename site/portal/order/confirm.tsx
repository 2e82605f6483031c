/** The second step: everything once more, what is agreed to, what the click proves, and the click (S1, S2). */
import { useState } from 'preact/hooks'
import { parseDomain } from '#rules/accounts/rules/order-domain'
import { order as words } from '../../i18n/portal/order.ts'
import type { Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { Form } from '../form/form.tsx'
import { day, instant, rupiah } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import { clockFrom, type Offered } from '../policies.ts'
import { DocumentBox } from '../reading/document-box.tsx'
import type { Checkout, Offering } from './calls.ts'
import type { Chosen } from './choice.ts'
import { sendOrder } from './send-order.ts'

const t = wordsOf(words)

interface Props {
  readonly chosen: Chosen
  readonly offering: Offering
  readonly onBack: () => void
  readonly onOrdered: (invoice: string) => void
  readonly onNewTexts: () => Promise<void>
}

/** Documents that the order asks to accept, in the language of the page. */
const askedOf = ({ documents }: Checkout): Offered[] =>
  documents
    .filter(({ accepted }) => !accepted)
    .map(({ document, version, titles, digests, paths }) => ({
      ...{ document, version, title: titles[language], digest: digests[language], path: paths[language] },
    }))

export function Confirm({ chosen, offering, onBack, onOrdered, onNewTexts }: Props) {
  const { checkout } = offering
  const [clock] = useState(() => clockFrom(checkout.now))
  const [shown] = useState(() => new Map<string, number>())
  const asked = askedOf(checkout)
  const amount = rupiah(chosen.grossRupiah)
  const send = (data: FormData): Promise<Refusal | undefined> => sendOrder({ data, chosen, asked, shown, clock }, { onOrdered, onNewTexts })
  return (
    <>
      <Summary chosen={chosen} checkout={checkout} />
      <p>
        <button type="button" class="link" onClick={onBack}>
          {t.change}
        </button>
      </p>
      <Form send={send} button={asked.length > 0 ? t.buttonAgree(amount) : t.button(amount)}>
        <section class="flow">
          <h2>{t.documentsTitle}</h2>
          <Documents checkout={checkout} />
          {asked.length > 0 && <p>{t.acceptIntro}</p>}
          {asked.map((one) => (
            <DocumentBox key={`${one.document} ${one.digest}`} offered={one} onShown={() => shown.set(one.document, clock())} />
          ))}
        </section>
        <p class="note">
          <span>
            {t.proof} {checkout.clauses && <ClauseLink clause={checkout.clauses.click} />}
          </span>
        </p>
      </Form>
    </>
  )
}

function Summary({ chosen, checkout }: { chosen: Chosen; checkout: Checkout }) {
  const { item, term, domain, grossRupiah } = chosen
  const stored = parseDomain(domain)
  const plain = domain.toLowerCase()
  return (
    <div class="flow">
      <dl class="sums">
        <dt>{t.facts.package}</dt>
        <dd>{item.name}</dd>
        <dt>{t.facts.term}</dt>
        <dd>
          {t.term[term]}, {t.starts}
        </dd>
        <dt>{t.facts.domain}</dt>
        <dd>
          <strong>{domain}</strong>
          {stored.ok && stored.value !== plain && (
            <span class="small quiet">
              {' '}
              {t.facts.stored} <code>{stored.value}</code>
            </span>
          )}
        </dd>
        <dt>{t.facts.total}</dt>
        <dd>
          <strong>{rupiah(grossRupiah)}</strong> <span class="small quiet">{t.facts.tax(checkout.tax.code)}</span>
        </dd>
        {checkout.payBefore && (
          <>
            <dt>{t.facts.pay}</dt>
            <dd>
              {instant(Date.parse(checkout.payBefore))}
              <span class="small quiet block">
                {t.unpaid} {checkout.clauses && <ClauseLink clause={checkout.clauses.unpaid} />}
              </span>
            </dd>
          </>
        )}
      </dl>
      <p class="small quiet">{t.ownName}</p>
    </div>
  )
}

const Documents = ({ checkout }: { checkout: Checkout }) => (
  <ul>
    {checkout.documents.map(({ document, version, titles, paths, accepted }) => (
      <li key={document}>
        <a href={paths[language]} target="_blank" rel="noopener">
          {t.versionOf(titles[language], day(version))}
        </a>{' '}
        <span class="small quiet">{accepted ? t.accepted : t.asked}</span>
      </li>
    ))}
  </ul>
)
