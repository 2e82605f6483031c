/** What the people of the story do more than once: order, pay, look at an account. */
import type { Body } from '../client.ts'
import type { Person } from './people.ts'
import { expectThat, type Stage, wib } from './stage.ts'

export interface Scene {
  /** “2027-03-10T09:00”, in WIB. */
  readonly at: string
  play(stage: Stage): Promise<void>
}

export interface Cast {
  readonly person: Person
  readonly account: string
}

export function personNamed({ people }: Stage, name: string): Person {
  const found = people.get(name)
  expectThat(found !== undefined, `${name} has not joined yet`)
  return found
}

export async function castOf(stage: Stage, name: string): Promise<Cast> {
  const person = personNamed(stage, name)
  const [account] = (await person.get('/accounts')) as { id: string }[]
  expectThat(account !== undefined, `${name} has no account`)
  return { person, account: account.id }
}

export async function expectState(stage: Stage, name: string, state: string, dueOn?: string): Promise<void> {
  const { person, account } = await castOf(stage, name)
  const { account: seen } = (await person.get(`/accounts/${account}`)) as Body
  expectThat(seen.state === state, `${name}’s account is ${seen.state} at ${new Date(stage.now()).toISOString()}, not ${state}`)
  if (dueOn !== undefined) expectThat(seen.dueOn === dueOn, `${name}’s account is due on ${seen.dueOn}, not ${dueOn}`)
}

export async function order(stage: Stage, name: string, wish: { package: string; term: string; domain: string }): Promise<void> {
  const person = personNamed(stage, name)
  const placed = await person.post('/orders', { ...wish, page: '/akun/pesanan/baru' })
  const { number } = await person.get(`/invoices/${placed.invoice}`)
  const price = stage.page.rupiah(placed.amountRupiah)
  stage.say(name, {
    id: `${name} memesan ${wish.package} untuk ${placed.domain}: ${price}, faktur ${number}, menurut ketentuan ${placed.termsVersion}.`,
    en: `${name} orders ${wish.package} for ${placed.domain}: ${price}, invoice ${number}, under the terms of ${placed.termsVersion}.`,
  })
}

/** The one invoice that is still owed. */
export async function owedBy(stage: Stage, name: string): Promise<Body> {
  const { invoices } = (await personNamed(stage, name).get('/invoices')) as Body
  const open = invoices.filter(({ owedRupiah }: { owedRupiah: number }) => owedRupiah > 0)
  expectThat(open.length === 1, `${name} owes ${open.length} invoices, not one`)
  return open[0]
}

/** Money moves at the gateway; we may hear of it then, or only when its notices are released. */
export async function payAtGateway(stage: Stage, name: string, gateway: 'midtrans' | 'xendit'): Promise<void> {
  const invoice = await owedBy(stage, name)
  const { payUrl } = await personNamed(stage, name).post(`/invoices/${invoice.id}/pay`, { gateway })
  const payment = stage.gateway.payment(String(new URL(payUrl).pathname.split('/').at(-1)))
  // The notice would go to the provider's own address; here it goes to the Worker of the story.
  payment.notifyUrl = null
  stage.say(name, {
    id: `${name} membayar faktur ${invoice.number} lewat ${gateway}: ${stage.page.rupiah(invoice.owedRupiah)}.`,
    en: `${name} pays invoice ${invoice.number} through ${gateway}: ${stage.page.rupiah(invoice.owedRupiah)}.`,
  })
  const statuses = await stage.gateway.move(payment.orderId, 'settlement', { at: stage.now() })
  expectThat(
    statuses.every((status) => status === 200),
    `the notice of ${gateway} was answered ${statuses}`,
  )
}

/** Staff enter what the bank statement says. */
export async function confirmTransfer(stage: Stage, name: string, reference: string, above = 0, paid?: Body): Promise<Body> {
  const invoice = paid ?? (await owedBy(stage, name))
  const amountRupiah = (paid ? invoice.amountRupiah : invoice.owedRupiah) + above
  const body = { paidAt: new Date(stage.now()).toISOString(), amountRupiah, method: 'bank_transfer', reference }
  const answer = await stage.office.post(`/staff/invoices/${invoice.id}/payments`, body)
  const amount = stage.page.rupiah(amountRupiah)
  stage.say(name, {
    id: `Petugas mencatat transfer bank ${amount} dari ${name} untuk faktur ${invoice.number}, referensi ${reference}.`,
    en: `Staff record a bank transfer of ${amount} from ${name} for invoice ${invoice.number}, reference ${reference}.`,
  })
  return answer
}

export const scene = (at: string, play: Scene['play']): Scene => ({ at, play })
export const at = ({ at: moment }: Scene) => wib(moment)
