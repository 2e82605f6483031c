/** Budi, a person who pays by the month, and late: suspended, back, undone, and in the end gone. */

import { clauseLine } from './chronicle.ts'
import { castOf, confirmTransfer, expectState, order, payAtGateway, type Scene, scene } from './moves.ts'
import { expectThat, type Stage } from './stage.ts'

const BUDI = 'Budi'

async function backupRefused(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, BUDI)
  await expectState(stage, BUDI, 'suspended')
  const { body } = await person.refused(`/accounts/${account}/backups`)
  expectThat(body.clause?.id === 'S15', `the backup is refused by ${body.clause?.id ?? body.code}, not S15`)
  const words = {
    id: `Budi meminta backup: ditolak. ${body.detail ?? body.title}`,
    en: `Budi asks for a backup: refused. ${body.detail ?? body.title}`,
  }
  stage.say(BUDI, words, [`§ ${clauseLine(body.clause)}`])
}

/** Paid in time, heard late: the gateway keeps its notice to itself for the night. */
async function payUnheard(stage: Stage): Promise<void> {
  stage.gateway.faults.held = true
  await payAtGateway(stage, BUDI, 'midtrans')
  stage.say(BUDI, { id: 'Pemberitahuan Midtrans tidak sampai malam itu.', en: 'The notice of Midtrans does not arrive that night.' })
}

async function hear(stage: Stage): Promise<void> {
  await expectState(stage, BUDI, 'suspended')
  stage.gateway.faults.held = false
  stage.say(BUDI, {
    id: 'Pemberitahuan Midtrans tiba: dibayar kemarin, sebelum penangguhan.',
    en: 'The notice of Midtrans arrives: paid yesterday, before the suspension.',
  })
  await stage.gateway.release()
}

async function expectPurged(stage: Stage): Promise<void> {
  const { person, account } = await castOf(stage, BUDI)
  await expectState(stage, BUDI, 'purged')
  const { parts, missing } = await person.get(`/accounts/${account}/purge`)
  expectThat(missing.length === 0 && parts.length > 0, `the purge lacks ${missing}`)
  const below = parts.map(({ name, outcome, digest }: Record<string, string>) => `${name}: ${outcome} · SHA-256 ${digest?.slice(0, 16)}…`)
  stage.say(BUDI, { id: 'Bukti penghapusan, per bagian:', en: 'Proof of the deletion, part by part:' }, below)
}

async function payTooLate(stage: Stage): Promise<void> {
  const { person } = await castOf(stage, BUDI)
  const { invoices } = await person.get('/invoices')
  const answer = await confirmTransfer(stage, BUDI, 'MDR-0602-118', 0, invoices[0])
  expectThat(answer.effect === 'paid_after_termination' && answer.clause?.id === 'S16', `the late money did ${answer.effect}`)
  const { tasks } = await stage.office.get('/staff/tasks')
  const kinds = tasks.map(({ kind }: { kind: string }) => kind)
  expectThat(kinds.includes('money_kept'), `the tasks of staff are ${kinds}`)
  const words = {
    id: 'Uang itu disimpan; akun tidak kembali. Petugas mendapat tugas untuk memeriksanya.',
    en: 'The money is kept; the account does not come back. Staff get a task to look at it.',
  }
  stage.say(BUDI, words, [`§ ${clauseLine(answer.clause)}`])
}

const about = { name: 'Budi Santoso', email: 'budi@example.com', userId: 'budi_santoso' }
const wish = { package: 'hosting-mulai', term: 'monthly', domain: 'blogbudi.example' }
const paying = (at: string) => scene(at, (stage) => payAtGateway(stage, BUDI, 'xendit'))
const being = (at: string, state: string, dueOn?: string) => scene(at, (stage) => expectState(stage, BUDI, state, dueOn))

export const BUDI_SCENES: readonly Scene[] = [
  scene('2026-12-15T15:00', async (stage) => {
    await stage.join(BUDI, about)
    stage.say(BUDI, {
      id: 'Budi mendaftar, dengan ketentuan yang berlaku hari ini.',
      en: 'Budi registers, under the terms that take effect today.',
    })
    await order(stage, BUDI, wish)
  }),
  paying('2026-12-15T15:20'),
  being('2027-01-16T06:00', 'overdue'),
  scene('2027-01-18T10:00', backupRefused),
  paying('2027-01-20T09:00'),
  being('2027-01-20T12:00', 'active', '2027-02-15'),
  paying('2027-02-10T19:00'),
  scene('2027-03-17T21:00', payUnheard),
  scene('2027-03-18T09:00', hear),
  being('2027-03-18T12:00', 'active', '2027-04-15'),
  paying('2027-04-12T08:00'),
  being('2027-05-16T06:00', 'overdue'),
  being('2027-05-18T06:00', 'suspended'),
  being('2027-05-25T06:00', 'terminated'),
  scene('2027-05-27T09:00', expectPurged),
  scene('2027-06-02T10:00', payTooLate),
]
