/** Every package and term of the same kind: its price, from when, what it costs now, or why not. */
import { change as words } from '../../i18n/portal/changing.ts'
import { invalid, type Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { idOf, useError } from '../form/errors.ts'
import { describedBy, FieldError, Hint } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { day, rupiah } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import type { Changes, Option } from './calls.ts'

const t = wordsOf(words)

export const startOf = ({ from, costNowRupiah }: Option): string =>
  from === null ? '' : from !== 'now' ? day(from) : costNowRupiah === 0 ? t.atOnce : t.now

export function Choose({ view, onChosen }: { view: Changes; onChosen: (option: Option) => void }) {
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const [item, term] = textOf(data, 'package').split(' ')
    const option = view.options.find((one) => one.package === item && one.term === term)
    if (option === undefined) return invalid([{ field: 'package', message: t.needChoice }])
    onChosen(option)
    return undefined
  }
  return (
    <Form send={send} button={t.toCheck}>
      <Table options={view.options} />
    </Form>
  )
}

function Table({ options }: { options: readonly Option[] }) {
  const error = useError('package')
  const first = options.find(({ current, refused }) => !current && refused === null)
  return (
    <fieldset class={error ? 'field broad wrong' : 'field broad'} aria-describedby={describedBy('package', t.choiceHint, error)}>
      <legend>{t.legend}</legend>
      <Hint name="package">{t.choiceHint}</Hint>
      <FieldError name="package" />
      <table class="stack prices">
        <thead>
          <tr>
            <th scope="col">{t.columns.item}</th>
            <th scope="col" class="number">
              {t.columns.price}
            </th>
            <th scope="col">{t.columns.from}</th>
            <th scope="col" class="number">
              {t.columns.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <Row key={`${option.package} ${option.term}`} option={option} isFirst={option === first} />
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}

const number = (value: number) => new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB').format(value)

function Row({ option, isFirst }: { option: Option; isFirst: boolean }) {
  const { current, refused, costNowRupiah } = option
  return (
    <tr>
      <th scope="row">
        <Name option={option} isFirst={isFirst} />
      </th>
      <td class="number" data-label={t.columns.price}>
        {rupiah(option.priceRupiah)}
      </td>
      {current || refused !== null ? (
        <td colSpan={2}>
          {refused === null ? <strong>{t.current}</strong> : refused.detail} {refused?.clause && <ClauseLink clause={refused.clause} />}
        </td>
      ) : (
        <>
          <td data-label={t.columns.from}>{startOf(option)}</td>
          <td class="number" data-label={t.columns.cost}>
            {costNowRupiah ? rupiah(costNowRupiah) : t.free}
          </td>
        </>
      )}
    </tr>
  )
}

/** The first that can be chosen carries the field’s own id, so that a link of the summary finds it. */
function Name({ option, isFirst }: { option: Option; isFirst: boolean }) {
  const { name, term, quota } = option
  const id = isFirst ? idOf('package') : `${idOf('package')}-${option.package}-${term}`
  const label = `${name}, ${t.term[term]}`
  const about = quota && <span class="small quiet block">{t.quota(number(quota.diskGigabytes), number(quota.inodes))}</span>
  if (option.current || option.refused !== null) {
    return (
      <>
        {label}
        {about}
      </>
    )
  }
  return (
    <div class="option">
      <input type="radio" id={id} name="package" value={`${option.package} ${term}`} />
      <label for={id}>
        {label}
        {about}
      </label>
    </div>
  )
}
