/** The second step: what changes, from when, what is paid now and what is not refunded; then the click. */
import { useState } from 'preact/hooks'
import { change as words } from '../../i18n/portal/changing.ts'
import type { Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { Done } from '../done.tsx'
import { Form } from '../form/form.tsx'
import { day, rupiah } from '../format.ts'
import { facts, href, wordsOf } from '../page.ts'
import { type Changes, change, type Option } from './calls.ts'
import { startOf } from './choose.tsx'

const t = wordsOf(words)

interface Props {
  readonly view: Changes
  readonly chosen: Option
  readonly onBack: () => void
  readonly onDone: (sentence: string) => Promise<void>
}

const buttonOf = ({ from, costNowRupiah }: Option): string => {
  if (from !== 'now') return t.record(day(from ?? ''))
  return costNowRupiah ? t.upgrade(rupiah(costNowRupiah)) : t.upgradeFree
}

export function Check({ view, chosen, onBack, onDone }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const { package: item, term, from } = chosen
  const send = async (): Promise<Refusal | undefined> => {
    const answer = await change(view.account, { package: item, term }, key)
    if (!answer.ok) return answer.refusal
    const { invoice, costNowRupiah } = answer.value
    if (costNowRupiah > 0 && invoice !== null) location.assign(`${href('/akun/tagihan/lihat')}?id=${invoice}`)
    else await onDone(from === 'now' ? t.doneUpgrade : t.doneWish(day(from ?? '')))
    return undefined
  }
  return (
    <Done title={t.checkTitle}>
      <Summary view={view} chosen={chosen} />
      <p>
        <button type="button" class="link" onClick={onBack}>
          {t.changeChoice}
        </button>
      </p>
      <Form send={send} button={buttonOf(chosen)}>
        {null}
      </Form>
    </Done>
  )
}

function Summary({ view, chosen }: Pick<Props, 'view' | 'chosen'>) {
  const { name, term, from, costNowRupiah, replacesInvoice } = chosen
  const clause = view.clause
  return (
    <>
      <dl class="sums">
        <dt>{t.facts.from}</dt>
        <dd>
          {facts.packages[view.has.package] ?? view.has.package}, {t.term[view.has.term]}
        </dd>
        <dt>{t.facts.to}</dt>
        <dd>
          <strong>
            {name}, {t.term[term]}
          </strong>
        </dd>
        <dt>{t.facts.starts}</dt>
        <dd>{startOf(chosen)}</dd>
        <dt>{t.facts.cost}</dt>
        <dd>
          {costNowRupiah ? <strong>{rupiah(costNowRupiah)}</strong> : t.free}
          {costNowRupiah ? <span class="small quiet block">{t.rest}</span> : null}
        </dd>
        <dt>{t.facts.next}</dt>
        <dd>{t.perTerm(rupiah(chosen.priceRupiah))}</dd>
      </dl>
      {replacesInvoice !== null && <p>{t.replaced(replacesInvoice)}</p>}
      {from !== 'now' && (
        <p>
          {t.noRefund} {clause && <ClauseLink clause={clause} />}
        </p>
      )}
    </>
  )
}
