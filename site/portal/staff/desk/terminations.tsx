/** The terminations of a dry run: who, for which invoice, since when, and how they were warned. */
import { breaker as words } from '../../../i18n/portal/staff/breaker.ts'
import { instant, rupiah } from '../../format.ts'
import { href, wordsOf } from '../../page.ts'
import type { Termination } from './calls.ts'

const t = wordsOf(words)
const at = (iso: string | null) => (iso === null ? t.none : instant(Date.parse(iso)))

interface Ticks {
  readonly ticked: ReadonlySet<string>
  readonly set: (account: string, on: boolean) => void
}

export const Terminations = ({ list, tick }: { list: readonly Termination[]; tick?: Ticks }) => (
  <ul class="services">
    {list.map((one) => (
      <li key={one.account} class="service suspended">
        {tick && one.candidate ? (
          <div class="option">
            <input
              type="checkbox"
              id={`t-${one.account}`}
              checked={tick.ticked.has(one.account)}
              onChange={(event) => tick.set(one.account, event.currentTarget.checked)}
            />
            <label for={`t-${one.account}`}>{t.tick(one.domain)}</label>
          </div>
        ) : (
          <p>
            <strong>{one.domain}</strong>
          </p>
        )}
        <dl class="pairs">
          <dt>{t.customer}</dt>
          <dd>
            <a href={`${href('/staf/pelanggan/berkas')}?id=${one.customer.id}`}>{one.customer.name}</a>
          </dd>
          <dt>{t.invoice}</dt>
          <dd>{one.invoice ? <a href={`${href('/staf/pembayaran')}?id=${one.invoice.id}`}>{one.invoice.number}</a> : t.none}</dd>
          <dt>{t.owed}</dt>
          <dd>{rupiah(one.owedRupiah)}</dd>
          <dt>{t.suspendedSince}</dt>
          <dd>{at(one.suspendedAt)}</dd>
          <dt>{t.warned}</dt>
          <dd>{at(one.warnedAt)}</dd>
          <dt>{one.releasedAt ? t.released : t.terminatedAt}</dt>
          <dd>{at(one.releasedAt ?? one.at)}</dd>
        </dl>
      </li>
    ))}
  </ul>
)
