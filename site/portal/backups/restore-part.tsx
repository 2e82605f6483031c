/** Restores (S8): the month's free one at once; a further one by its price, its invoice, and then the run. */
import { useState } from 'preact/hooks'
import { backups as words } from '../../i18n/portal/backups.ts'
import { createAttempts } from '../attempts.ts'
import { ClauseLink } from '../clause.tsx'
import { Form } from '../form/form.tsx'
import { day, instant, rupiah } from '../format.ts'
import { href, wordsOf } from '../page.ts'
import { askRestore, type BackupsView, type Restore, takeUp } from './calls.ts'
import { RefusedNote } from './refused.tsx'

const t = wordsOf(words)
const asking = createAttempts<{ readonly stored: string | null; readonly last: string | null; readonly clientTime?: undefined }>()
const taking = createAttempts<{ readonly restore: string; readonly clientTime?: undefined }>()

interface Props {
  readonly view: BackupsView
  readonly reload: () => Promise<void>
}

export function RestorePart({ view, reload }: Props) {
  const { restore, restores, backups, stored } = view
  const [done, setDone] = useState('')
  const archive = backups.find(({ id }) => id === stored)
  const waiting = restores.find(({ state }) => state === 'waiting_payment')
  const quote = restores.find((one) => one.state === 'quoted' && one.backup === stored && Date.parse(one.quoteUntil ?? '') > Date.now())
  const after = async (said: string) => {
    setDone(said)
    await reload()
  }
  return (
    <section>
      <h2>{t.restoreTitle}</h2>
      {done !== '' && (
        <p class="done" role="status">
          {done}
        </p>
      )}
      {waiting?.invoice && <Waiting invoice={waiting.invoice} price={waiting.priceRupiah} />}
      {!waiting && done === '' && restore.refusal && <RefusedNote refusal={restore.refusal} account={view.account.id} />}
      {restore.priceNowRupiah !== null && archive && <p>{t.replaces(instant(Date.parse(archive.endedAt ?? archive.requestedAt)))}</p>}
      {restore.priceNowRupiah !== null && restore.priceNowRupiah > 0 && quote && <Quote view={view} quote={quote} after={after} />}
      {restore.priceNowRupiah !== null && !(restore.priceNowRupiah > 0 && quote) && <Ask view={view} after={after} />}
      <p class="small quiet">
        {t.free(restore.usedThisMonth, restore.freePerMonth)}{' '}
        {restore.usedThisMonth >= restore.freePerMonth && t.nextFree(day(restore.nextFreeOn))}{' '}
        {t.rate(rupiah(restore.pricePerGigabyteRupiah))} {t.liability} <ClauseLink clause={restore.clause} />
      </p>
    </section>
  )
}

interface AskProps {
  readonly view: BackupsView
  readonly after: (said: string) => Promise<void>
}

function Ask({ view: { account, restore, restores, stored }, after }: AskProps) {
  const price = restore.priceNowRupiah ?? 0
  const send = async () => {
    const answer = await askRestore(account.id, asking({ stored, last: restores[0]?.id ?? null }).key)
    if (!answer.ok) return answer.refusal
    await after(answer.value.kind === 'free' ? t.running : '')
    return undefined
  }
  return (
    <Form send={send} button={price > 0 ? t.askPrice : t.runFree} danger={price === 0}>
      {price > 0 ? <p>{t.price(rupiah(price))}</p> : null}
    </Form>
  )
}

function Quote({ view: { account }, quote, after }: AskProps & { readonly quote: Restore }) {
  const price = rupiah(quote.priceRupiah)
  const send = async () => {
    const answer = await takeUp(account.id, quote.id, taking({ restore: quote.id }).key)
    if (!answer.ok) return answer.refusal
    await after(answer.value.state === 'paid' ? t.paid : '')
    return undefined
  }
  return (
    <Form send={send} button={t.accept(price)}>
      <p>
        <strong>{t.quote(price, instant(Date.parse(quote.quoteUntil ?? '')))}</strong> {t.quoteNext}
      </p>
    </Form>
  )
}

const Waiting = ({ invoice, price }: { invoice: string; price: number }) => (
  <div class="note" role="status">
    <strong>{t.waiting}</strong>
    <p>{t.price(rupiah(price))}</p>
    <p>
      <a class="button" href={`${href('/akun/tagihan/lihat')}?id=${encodeURIComponent(invoice)}`}>
        {t.pay}
      </a>
    </p>
  </div>
)
