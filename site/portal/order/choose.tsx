/** The first step: package and term side by side, and the domain. */
import { parseDomain } from '#rules/accounts/rules/order-domain'
import { order as words } from '../../i18n/portal/order.ts'
import { invalid, type Refusal, type FieldError as Wrong } from '../answers.ts'
import { idOf, useError } from '../form/errors.ts'
import { describedBy, FieldError, Hint, TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { rupiah } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import type { CatalogItem, Offering } from './calls.ts'
import { type Choice, grossOf, TERMS, type Term } from './choice.ts'

const t = wordsOf(words)

interface Props {
  readonly offering: Offering
  readonly before: Partial<Choice>
  readonly onChosen: (choice: Choice) => void
}

export function Choose({ offering, before, onChosen }: Props) {
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const [item, term] = textOf(data, 'package').split(' ')
    const domain = textOf(data, 'domain')
    const known = TERMS.find((one) => one === term)
    const parsed = parseDomain(domain)
    const errors: Wrong[] = [
      ...(item && known ? [] : [{ field: 'package', message: t.needChoice }]),
      ...(parsed.ok ? [] : [{ field: 'domain', message: t.domainWrong[parsed.failure.reason] }]),
    ]
    if (errors.length > 0 || !item || !known) return invalid(errors)
    onChosen({ package: item, term: known, domain })
    return undefined
  }
  return (
    <>
      <p class="lead">{t.intro}</p>
      <Form send={send} button={t.toCheck}>
        <Packages offering={offering} before={before} />
        <TextField
          name="domain"
          label={t.domain}
          hint={t.domainHint}
          defaultValue={before.domain ?? ''}
          inputMode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
      </Form>
    </>
  )
}

function Packages({ offering, before }: Pick<Props, 'offering' | 'before'>) {
  const { catalog, checkout } = offering
  const error = useError('package')
  const hint = checkout.tax.included ? t.choiceHint.included : t.choiceHint.added
  const groups = [
    { title: t.hosting, hint: null, items: catalog.filter(({ thirdParty }) => !thirdParty) },
    { title: t.thirdParty, hint: t.thirdPartyHint, items: catalog.filter(({ thirdParty }) => thirdParty) },
  ].filter(({ items }) => items.length > 0)
  return (
    <fieldset class={error ? 'field broad wrong' : 'field broad'} aria-describedby={describedBy('package', hint, error)}>
      <legend>{t.choice}</legend>
      <Hint name="package">{hint}</Hint>
      <FieldError name="package" />
      {groups.map(({ title, hint: about, items }, index) => (
        <Group key={title} title={title} hint={about} items={items} offering={offering} before={before} first={index === 0} />
      ))}
    </fieldset>
  )
}

interface GroupProps extends Pick<Props, 'offering' | 'before'> {
  readonly title: string
  readonly hint: string | null
  readonly items: readonly CatalogItem[]
  readonly first: boolean
}

function Group({ title, hint, items, offering, before, first }: GroupProps) {
  return (
    <table class="stack prices">
      <caption>
        {title}
        {hint && <span class="small quiet"> {hint}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.package}</th>
          <th scope="col">{t.monthly}</th>
          <th scope="col">{t.yearly}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, row) => (
          <tr key={item.id}>
            <th scope="row">
              {item.name}
              <br />
              <span class="small quiet">{item.description}</span>
              {item.quota && <span class="small block">{quotaText(item.quota)}</span>}
            </th>
            {TERMS.map((term, column) => (
              <td key={term}>
                <Price item={item} term={term} offering={offering} before={before} first={first && row === 0 && column === 0} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const number = (value: number) => new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB').format(value)
const quotaText = ({ diskGigabytes, inodes }: NonNullable<CatalogItem['quota']>) => t.quotaOf(number(diskGigabytes), number(inodes))

interface PriceProps extends Pick<Props, 'offering' | 'before'> {
  readonly item: CatalogItem
  readonly term: Term
  /** Carries the field’s own id, so that a link of the summary finds it. */
  readonly first: boolean
}

function Price({ item, term, offering, before, first }: PriceProps) {
  const price = item.priceRupiah[term]
  if (price === undefined) return <span class="small quiet none">{t.notOffered}</span>
  if (price === 0) return <span class="small quiet">{t.free}</span>
  const amount = rupiah(grossOf(price, offering.checkout))
  const id = first ? idOf('package') : `${idOf('package')}-${item.id}-${term}`
  return (
    <div class="option">
      <input
        type="radio"
        id={id}
        name="package"
        value={`${item.id} ${term}`}
        defaultChecked={before.package === item.id && before.term === term}
        aria-label={t.optionOf(item.name, t[term], amount)}
      />
      <label for={id}>
        <span class="term">{t[term]} </span>
        {amount}
      </label>
      {term === 'yearly' && <p class="hint">{t.perMonth(rupiah(Math.round(grossOf(price, offering.checkout) / 12)))}</p>}
    </div>
  )
}
