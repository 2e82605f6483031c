/** How each of the customers stands when the year is over. */
import { castOf } from './moves.ts'
import type { Stage } from './stage.ts'

export async function tellEnd(stage: Stage): Promise<void> {
  const { page, people } = stage
  const isEnglish = page.language === 'en'
  const names = [...people.values()].filter(({ customer }) => customer !== null).map(({ name }) => name)
  const rows = await Promise.all(
    names.map(async (name) => {
      const { person, account } = await castOf(stage, name)
      const [{ invoices }, { balanceRupiah }, accounts] = await Promise.all([
        person.get('/invoices'),
        person.get('/credits'),
        person.get('/accounts'),
      ])
      const paid = invoices.reduce((sum: number, invoice: { paidRupiah: number }) => sum + invoice.paidRupiah, 0)
      const { state, nextStep } = accounts.find(({ id }: { id: string }) => id === account)
      const next = nextStep ? `${nextStep.when} (§ ${nextStep.clause?.id ?? '–'})` : '–'
      return [name, page.rupiah(paid), page.rupiah(balanceRupiah), state, next]
    }),
  )
  page.heading(isEnglish ? 'A year later' : 'Setahun kemudian')
  page.table([
    isEnglish ? ['Customer', 'Paid', 'Credit', 'State', 'Next'] : ['Pelanggan', 'Dibayar', 'Kredit', 'Keadaan', 'Berikutnya'],
    ...rows,
  ])
}
