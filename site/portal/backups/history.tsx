/** Every backup and restore that was asked for, newest first, with how it ended. */
import { formatSize } from '#rules/panel/rules/sizes'
import { backups as words } from '../../i18n/portal/backups.ts'
import { instant, rupiah } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import type { BackupsView } from './calls.ts'

const t = wordsOf(words)

interface Row {
  readonly id: string
  readonly what: string
  readonly at: number
  readonly state: string
  readonly size: string
  readonly price: string
}

const sizeOf = (bytes: number | null) => (bytes === null ? '–' : formatSize(bytes, language))
const outcome = (state: string, why: string | null) => (why && t.why[why] ? `${state}: ${t.why[why]}` : state)

function rowsOf({ backups, restores }: BackupsView): Row[] {
  const made = backups.map(({ id, requestedAt, state, why, bytes }) => ({
    ...{ id, what: t.backup, at: Date.parse(requestedAt), size: sizeOf(bytes), price: t.gratis },
    // An old one that was overwritten went well in its day.
    state: outcome(t.backupStates[state], state === 'overwritten' ? null : why),
  }))
  const brought = restores.map(({ id, requestedAt, state, why, bytes, priceRupiah }) => ({
    ...{ id, what: t.restore, at: Date.parse(requestedAt), size: sizeOf(bytes) },
    ...{ price: priceRupiah === 0 ? t.gratis : rupiah(priceRupiah), state: outcome(t.restoreStates[state], why) },
  }))
  return [...made, ...brought].sort((a, b) => b.at - a.at)
}

export function History({ view }: { view: BackupsView }) {
  const rows = rowsOf(view)
  return (
    <section>
      <h2>{t.historyTitle}</h2>
      {rows.length === 0 ? (
        <p>{t.noHistory}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="wide" aria-label={t.historyTitle} tabIndex={0}>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{t.columns.what}</th>
                <th scope="col">{t.columns.asked}</th>
                <th scope="col">{t.columns.state}</th>
                <th scope="col" class="number">
                  {t.columns.size}
                </th>
                <th scope="col" class="number">
                  {t.columns.price}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.what}</th>
                  <td data-label={t.columns.asked}>{instant(row.at)}</td>
                  <td data-label={t.columns.state}>{row.state}</td>
                  <td class="number" data-label={t.columns.size}>
                    {row.size}
                  </td>
                  <td class="number" data-label={t.columns.price}>
                    {row.price}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
