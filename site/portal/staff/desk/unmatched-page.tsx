/** Money that nobody could place: what happened in plain words, what to do, and the two ways of dealing with it (S13). */
import { useState } from 'preact/hooks'
import { unmatched as words } from '../../../i18n/portal/staff/unmatched.ts'
import { instant, rupiah } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { href, wordsOf } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { type Money, unmatched } from './calls.ts'
import { Pager, usePages } from './pages.tsx'
import { AssignForm, ResolveForm } from './unmatched-forms.tsx'

const t = wordsOf(words)
const NAMES = { midtrans: 'Midtrans', xendit: 'Xendit' } as const

export const UnmatchedPage = () => (
  <StaffOnly>
    <p class="lead">{t.lead}</p>
    <List />
  </StaffOnly>
)

function List() {
  const paging = usePages(unmatched)
  return (
    <Loaded load={paging.load}>
      {({ money, next }) => (
        <>
          {money.length === 0 ? (
            <>
              <p>
                <strong>{t.none}</strong>
              </p>
              <p>{t.noneTeach}</p>
            </>
          ) : (
            <ul class="services">
              {money.map((one) => (
                <Row key={`${one.gateway} ${one.transactionId} ${one.reason}`} money={one} />
              ))}
            </ul>
          )}
          <Pager paging={paging} next={next} words={t} />
        </>
      )}
    </Loaded>
  )
}

function Row({ money }: { money: Money }) {
  const [done, setDone] = useState<string>()
  const told = t.reasons[money.reason]
  return (
    <li class="service">
      <h2>{told.title}</h2>
      <p>
        {told.text} {told.act}
      </p>
      <dl class="pairs">
        <dt>{t.amount}</dt>
        <dd>{money.amountRupiah === null ? t.amountUnknown : rupiah(money.amountRupiah)}</dd>
        <dt>{t.gateway}</dt>
        <dd>{NAMES[money.gateway]}</dd>
        {money.paidAt && (
          <>
            <dt>{t.paidAt}</dt>
            <dd>{instant(Date.parse(money.paidAt))}</dd>
          </>
        )}
        <dt>{t.heardAt}</dt>
        <dd>{instant(Date.parse(money.createdAt))}</dd>
        <dt>{t.transaction}</dt>
        <dd>
          <code>{money.transactionId}</code>
        </dd>
        <dt>{t.order}</dt>
        <dd>
          <code>{money.orderId}</code>
        </dd>
      </dl>
      {money.invoice && (
        <p>
          <a href={`${href('/staf/pembayaran')}?id=${money.invoice}`}>
            {t.toInvoice}
            {money.domain && ` (${money.domain})`}
          </a>
        </p>
      )}
      <div role="status">{done && <p class="done">{done}</p>}</div>
      {!done && money.assignable && <AssignForm money={money} onDone={() => setDone(t.assigned)} />}
      {!done && <ResolveForm money={money} onDone={() => setDone(t.resolved)} />}
    </li>
  )
}
