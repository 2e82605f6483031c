/** Invoices in rows: which, until when, in which state, and amounts; a late one says so in words. */
import type { ComponentChildren } from 'preact'
import { invoices as words } from '../../i18n/portal/invoices.ts'
import { day, rupiah } from '../format.ts'
import { wordsOf } from '../page.ts'

const t = wordsOf(words)

export interface InvoiceRow {
  readonly id: string
  /** Its number, and what else tells it from others. */
  readonly head: ComponentChildren
  readonly dueOn: string
  readonly state: keyof typeof t.states
  readonly late: boolean
  /** In rupiah, one a column. */
  readonly amounts: readonly number[]
}

/** @param columns names of the columns of amounts. */
export function InvoiceTable({ title, columns, rows }: { title: string; columns: readonly string[]; rows: readonly InvoiceRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="wide" aria-label={title} tabIndex={0}>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{t.number}</th>
            <th scope="col">{t.due}</th>
            <th scope="col">{t.state}</th>
            {columns.map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Row = ({ row: { head, dueOn, state, late, amounts }, columns }: { row: InvoiceRow; columns: readonly string[] }) => (
  <tr>
    <th scope="row">{head}</th>
    <td data-label={t.due}>{day(dueOn)}</td>
    <td data-label={t.state}>{late ? <strong class="word-danger">{t.late}</strong> : t.states[state]}</td>
    {columns.map((name, column) => (
      <td key={name} class="number" data-label={name}>
        {rupiah(amounts[column] ?? 0)}
      </td>
    ))}
  </tr>
)
