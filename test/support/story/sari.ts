/** Sari, a person with a yearly package: a receipt, backups and restores, more room, and a renewal partly paid by credit. */
import { createHash } from 'node:crypto'
import { compactVerify, importJWK, type JSONWebKeySet } from 'jose'
import { createClient } from '../client.ts'
import { clauseLine } from './chronicle.ts'
import { castOf, confirmTransfer, expectState, order, owedBy, payAtGateway, personNamed, type Scene, scene } from './moves.ts'
import { expectThat, type Stage } from './stage.ts'

const SARI = 'Sari'

/** With public keys alone, as somebody would years later. */
async function verifyReceipt(stage: Stage, id: string): Promise<void> {
  const keys: JSONWebKeySet = (await createClient(stage.worker).get('/.well-known/jwks.json')).body
  const { jws } = await personNamed(stage, SARI).get(`/receipts/${id}`)
  const [key] = keys.keys
  expectThat(key !== undefined, 'no public key is published')
  const { payload } = await compactVerify(jws, await importJWK(key, 'EdDSA'))
  const said = JSON.parse(new TextDecoder().decode(payload)).pii_processing.privacy_notice
  const text = await (await stage.worker.fetch(new URL(said.location).pathname)).arrayBuffer()
  const digest = createHash('sha256').update(new Uint8Array(text)).digest('hex')
  expectThat(digest === said.digest.value, `the receipt names ${said.digest.value}, the published text has ${digest}`)
  stage.say(
    SARI,
    {
      id: `Sari memeriksa tanda terimanya dengan kunci publik: tanda tangan sah, dan teks yang terbit cocok dengan sidik yang ia setujui.`,
      en: `Sari checks a receipt with the public key: the signature holds, and the published text has the digest she agreed to.`,
    },
    [`${said.document} ${said.version} · SHA-256 ${digest.slice(0, 32)}…`, said.location],
  )
}

async function acceptNew(stage: Stage): Promise<void> {
  const sari = personNamed(stage, SARI)
  const outstanding = (await sari.get('/agreements/outstanding')) as {
    document: string
    version: string
    digest: Record<string, string>
  }[]
  expectThat(outstanding.length > 0, 'Sari has nothing to decide')
  const documents = outstanding.map(({ document, version }) => `${document} ${version}`).join(', ')
  const decisions = outstanding.map(({ document, version, digest }) => ({
    ...{ document, version, language: 'id', digest: digest['id'], decision: 'accepted', shownAt: stage.now() - 60_000 },
  }))
  const { acceptances } = await sari.post('/acceptances', { decisions, page: '/akun/persetujuan' })
  stage.say(SARI, {
    id: `Sari membaca dan menyetujui versi baru: ${documents}.`,
    en: `Sari reads and accepts the new versions: ${documents}.`,
  })
  await verifyReceipt(stage, acceptances[0].receiptId)
}

async function backup(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, SARI)
  await person.post(`/accounts/${account}/backups`)
  const { backup: terms } = await person.get(`/accounts/${account}/backups`)
  stage.say(SARI, { id: 'Sari meminta backup situsnya.', en: 'Sari asks for a backup of her site.' }, [`§ ${clauseLine(terms.clause)}`])
}

async function restoreFree(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, SARI)
  const asked = await person.post(`/accounts/${account}/restores`)
  expectThat(asked.kind === 'free' && asked.priceRupiah === 0, `the first restore of the month is ${asked.kind}`)
  const { restore } = await person.get(`/accounts/${account}/backups`)
  const words = {
    id: 'Sari meminta restore dari backup itu: yang pertama bulan ini, gratis.',
    en: 'Sari asks to restore it: the first of the month, free.',
  }
  stage.say(SARI, words, [`§ ${clauseLine(restore.clause)}`])
}

async function restorePriced(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, SARI)
  const quote = await person.post(`/accounts/${account}/restores`)
  expectThat(quote.kind === 'priced' && quote.priceRupiah > 0, `the second restore of the month is ${quote.kind}`)
  const price = stage.page.rupiah(quote.priceRupiah)
  const accepted = await person.post(`/accounts/${account}/restores/${quote.id}/accept`)
  const { number } = await person.get(`/invoices/${accepted.invoice}`)
  stage.say(SARI, {
    id: `Sari meminta restore kedua bulan ini: ditawarkan ${price}, gratis lagi mulai ${quote.nextFreeOn}. Sari setuju: faktur ${number}.`,
    en: `Sari asks for a second restore this month: quoted ${price}, free again from ${quote.nextFreeOn}. Sari agrees: invoice ${number}.`,
  })
}

async function expectRestored(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, SARI)
  const { restores } = await person.get(`/accounts/${account}/backups`)
  const states = restores.map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`)
  expectThat(states.sort().join() === 'free done,priced done', `Sari’s restores are ${states}`)
}

async function upgrade(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, SARI)
  const answer = await person.post(`/accounts/${account}/changes`, { package: 'hosting-maju', term: 'yearly' })
  expectThat(answer.kind === 'upgrade' && answer.from === 'now', `the change is a ${answer.kind} from ${answer.from}`)
  const cost = stage.page.rupiah(answer.costNowRupiah)
  const words = {
    id: `Sari naik ke paket Maju: selisih sampai akhir masa, ${cost}.`,
    en: `Sari moves up to Maju: the difference until the term ends, ${cost}.`,
  }
  stage.say(SARI, words, [`§ ${clauseLine(answer.clause)}`])
}

async function overpay(stage: Stage): Promise<void> {
  const { person } = await castOf(stage, SARI)
  await confirmTransfer(stage, SARI, 'BCA-0614-771', 25_000)
  const { balanceRupiah } = await person.get('/credits')
  expectThat(balanceRupiah === 25_000, `Sari’s credit is ${balanceRupiah}`)
}

async function expectRenewal(stage: Stage): Promise<void> {
  const invoice = await owedBy(stage, SARI)
  expectThat(
    invoice.amountRupiah === 950_000 && invoice.owedRupiah === 925_000,
    `the renewal asks ${invoice.owedRupiah} of ${invoice.amountRupiah}`,
  )
  stage.say(SARI, {
    id: `Faktur perpanjangan ${invoice.number}: ${stage.page.rupiah(950_000)}, dikurangi kredit ${stage.page.rupiah(25_000)}; jatuh tempo ${invoice.dueOn}.`,
    en: `Renewal invoice ${invoice.number}: ${stage.page.rupiah(950_000)}, less ${stage.page.rupiah(25_000)} of credit; due ${invoice.dueOn}.`,
  })
}

const about = { name: 'Sari Lestari', email: 'sari@example.com', userId: 'sari_lestari' }
const wish = { package: 'hosting-tumbuh', term: 'yearly', domain: 'tokosari.example' }

export const SARI_SCENES: readonly Scene[] = [
  scene('2026-12-03T09:30', async (stage) => {
    const { receipts } = await stage.join(SARI, about)
    stage.say(SARI, {
      id: `Sari mendaftar dan menyetujui ${receipts.length} dokumen; untuk masing-masing ia menerima tanda terima.`,
      en: `Sari registers and accepts ${receipts.length} documents, with a signed receipt for each.`,
    })
    await verifyReceipt(stage, receipts[0]?.id ?? '')
  }),
  scene('2026-12-03T10:00', (stage) => order(stage, SARI, wish)),
  scene('2026-12-03T10:12', (stage) => payAtGateway(stage, SARI, 'midtrans')),
  scene('2026-12-03T12:00', (stage) => expectState(stage, SARI, 'active', '2027-12-03')),
  scene('2026-12-16T19:00', acceptNew),
  scene('2027-03-09T09:00', backup),
  scene('2027-03-10T14:00', restoreFree),
  scene('2027-03-11T08:00', restorePriced),
  scene('2027-03-11T08:20', (stage) => payAtGateway(stage, SARI, 'xendit')),
  scene('2027-03-12T09:00', expectRestored),
  scene('2027-06-14T09:00', upgrade),
  scene('2027-06-14T11:00', overpay),
  scene('2027-11-03T06:00', expectRenewal),
  scene('2027-11-28T20:00', (stage) => payAtGateway(stage, SARI, 'midtrans')),
  scene('2027-12-04T09:00', (stage) => expectState(stage, SARI, 'active', '2028-12-03')),
]
