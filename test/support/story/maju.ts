/** CV Maju Jaya, a company by the month: two people, transfers, a smaller package, a hold, and an orderly end. */
import { createClient, PASSWORD } from '../client.ts'
import { clauseLine } from './chronicle.ts'
import { castOf, confirmTransfer, expectState, order, owedBy, personNamed, type Scene, scene } from './moves.ts'
import { personOf } from './people.ts'
import { expectThat, type Stage } from './stage.ts'

const MAJU = 'Maju Jaya'
const TINI = 'Tini'

async function invite(stage: Stage): Promise<void> {
  await personNamed(stage, MAJU).post('/members/invitations', { email: 'tini@example.com', role: 'billing' })
  stage.say(MAJU, { id: 'Pemilik mengundang Tini untuk urusan tagihan.', en: 'The owner invites Tini to look after billing.' })
}

async function joinByMail(stage: Stage): Promise<void> {
  const mails = (await (await stage.worker.fetch('/api/dev/mail')).json()) as { kind: string; links: { accept?: string } }[]
  const accept = mails.find(({ kind }) => kind === 'member_invited')?.links.accept
  expectThat(accept !== undefined, 'no invitation was sent')
  const token = new URL(accept).searchParams.get('token')
  const userId = 'tini_maju'
  const user = { token, name: 'Tini', userId, password: PASSWORD, language: stage.page.language }
  const joined = await createClient(stage.worker).post('/api/v1/invitations/new-user', user)
  expectThat(joined.status === 201, `joining answered ${joined.status}`)
  stage.people.set(TINI, personOf(stage.worker, { name: TINI, userId, customer: null, receipts: [] }, stage.page.language))
  stage.say(TINI, { id: 'Tini membuka tautan di surel dan bergabung.', en: 'Tini opens the link in the mail and joins.' })
}

const transfers = (at: string, reference: string) =>
  scene(at, async (stage) => {
    const invoice = await owedBy(stage, TINI)
    stage.say(TINI, {
      id: `Tini mentransfer ${stage.page.rupiah(invoice.owedRupiah)} untuk faktur ${invoice.number}.`,
      en: `Tini transfers ${stage.page.rupiah(invoice.owedRupiah)} for invoice ${invoice.number}.`,
    })
    await confirmTransfer(stage, MAJU, reference)
  })

async function downgrade(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, MAJU)
  const answer = await person.post(`/accounts/${account}/changes`, { package: 'hosting-tumbuh', term: 'monthly' })
  expectThat(answer.kind === 'downgrade' && answer.costNowRupiah === 0, `the change is a ${answer.kind} for ${answer.costNowRupiah}`)
  const words = {
    id: `Pemilik memilih paket Tumbuh mulai perpanjangan ${answer.from}; masa yang sudah dibayar tetap.`,
    en: `The owner chooses Tumbuh from the renewal of ${answer.from}; the paid term stays as it is.`,
  }
  stage.say(MAJU, words, [`§ ${clauseLine(answer.clause)}`])
}

async function expectPackage(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, MAJU)
  const { account: seen } = await person.get(`/accounts/${account}`)
  expectThat(seen.package === 'hosting-tumbuh', `the package is ${seen.package}`)
}

const REASON = {
  id: 'Transfer antarbank pelanggan tertunda karena libur panjang.',
  en: 'The customer’s bank transfer is delayed by a long holiday.',
}

async function hold(stage: Stage): Promise<void> {
  const { account } = await castOf(stage, MAJU)
  await stage.office.post(`/staff/accounts/${account}/hold`, { until: null, reason: REASON[stage.page.language] })
  stage.say(MAJU, { id: `Petugas menahan semua tenggat: “${REASON.id}”`, en: `Staff hold every deadline: “${REASON.en}”` })
}

async function lift(stage: Stage): Promise<void> {
  // Due on the 17th and unpaid: without the hold it would have been suspended on the 20th.
  await expectState(stage, MAJU, 'active', '2027-04-17')
  const { account } = await castOf(stage, MAJU)
  await stage.office.delete(`/staff/accounts/${account}/hold`, { reason: 'Bank sudah buka kembali.' })
  stage.say(MAJU, { id: 'Petugas mengakhiri penahanan.', en: 'Staff lift the hold.' })
}

async function cancel(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, MAJU)
  const asked = await person.post(`/accounts/${account}/cancellation`)
  expectThat(asked.state === 'asked', `the cancellation is ${asked.state}`)
  const words = {
    id: 'Pemilik meminta berhenti: langkah pertama dari dua.',
    en: 'The owner asks to end the service: the first step of two.',
  }
  stage.say(MAJU, words, [`§ ${clauseLine(asked.clause)}`])
}

async function confirmEnd(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, MAJU)
  const set = await person.post(`/accounts/${account}/cancellation/confirm`)
  expectThat(set.state === 'confirmed', `the cancellation is ${set.state}`)
  stage.say(MAJU, {
    id: `Pemilik mengonfirmasi: layanan berjalan sampai masa yang dibayar habis.`,
    en: `The owner confirms: the service runs until the paid term ends.`,
  })
}

const about = { kind: 'company', name: 'Rina Wijaya', bornOn: undefined, email: 'rina@example.com', userId: 'rina_maju' }
const company = { company: { name: 'CV Maju Jaya', authority: 'Direktur' } }
const wish = { package: 'hosting-maju', term: 'monthly', domain: 'majujaya.example' }
const being = (at: string, state: string, dueOn?: string) => scene(at, (stage) => expectState(stage, MAJU, state, dueOn))

export const MAJU_SCENES: readonly Scene[] = [
  scene('2026-12-16T10:00', async (stage) => {
    await stage.join(MAJU, { ...about, ...company })
    stage.say(MAJU, { id: 'CV Maju Jaya mendaftar lewat direkturnya, Rina.', en: 'CV Maju Jaya registers, by its director Rina.' })
    await order(stage, MAJU, wish)
  }),
  scene('2026-12-16T10:30', invite),
  scene('2026-12-16T13:00', joinByMail),
  transfers('2026-12-17T11:00', 'BCA-1217-204'),
  being('2026-12-17T12:00', 'active'),
  transfers('2027-01-11T10:00', 'BCA-0111-377'),
  scene('2027-02-03T10:00', downgrade),
  transfers('2027-02-12T10:00', 'BCA-0212-019'),
  transfers('2027-03-12T10:00', 'BCA-0312-640'),
  scene('2027-03-20T09:00', expectPackage),
  scene('2027-04-15T14:00', hold),
  scene('2027-04-22T09:00', lift),
  transfers('2027-04-22T11:00', 'BCA-0422-085'),
  transfers('2027-05-12T10:00', 'BCA-0512-533'),
  transfers('2027-06-11T10:00', 'BCA-0611-902'),
  transfers('2027-07-12T10:00', 'BCA-0712-246'),
  scene('2027-07-26T10:00', cancel),
  scene('2027-07-27T09:00', confirmEnd),
  being('2027-08-15T12:00', 'active'),
  being('2027-08-20T12:00', 'purged'),
]
