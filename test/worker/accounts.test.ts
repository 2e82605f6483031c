import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient, customerOf } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MORNING = '2027-03-01T02:00:00Z'

let worker: RunningWorker
let sari: Awaited<ReturnType<typeof customerOf>>
let made: { account: string; invoice: string }

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  sari = await customerOf(worker, Date.parse(MORNING))
  const response = await worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({
      customer: sari.customerId,
      domain: 'sari.example',
      package: 'hosting-mulai',
      term: 'monthly',
      dueOn: '2027-03-10',
      termsVersion: '2024-11-01',
    }),
  })
  made = (await response.json()) as typeof made
})
afterAll(() => worker.close())

const view = async (language = 'id') => (await sari.client.get(`/api/v1/accounts/${made.account}`, { 'accept-language': language })).body
const told = (points: { kind: string; when: string }[]) => points.map(({ kind, when }) => `${when}: ${kind}`)

describe('a customer’s account', () => {
  test('is listed with what comes next', async () => {
    const { status, body } = await sari.client.get('/api/v1/accounts')
    expect(status).toBe(200)
    expect(body).toMatchObject([
      { id: made.account, domain: 'sari.example', state: 'active', dueOn: '2027-03-10', nextStep: { kind: 'due', when: '10 Maret 2027' } },
    ])
  })

  test('tells its whole future, each step with the clause of the version that binds', async () => {
    const { timeline } = await view()
    expect(told(timeline.next)).toEqual([
      '10 Maret 2027: due',
      '11 Maret 2027, 00.00 WIB: overdue',
      '13 Maret 2027, 00.00 WIB: suspended',
      '20 Maret 2027, 00.00 WIB: terminated',
    ])
    expect(timeline.next[2].clause).toEqual({ document: 'terms', version: '2024-11-01', id: 'S14', href: '/ketentuan/2024-11-01#S14' })
    expect(told(timeline.ifPaidToday)).toEqual(['1 Maret 2027, 09.00 WIB: paid', '10 April 2027: due'])
  })

  test('once suspended tells what happened, what is left, and what a payment would do', async () => {
    for (const at of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z']) await worker.tick(at)
    await worker.setClock('2027-03-14T03:00:00Z')
    const { account, timeline, invoices } = await view('en')
    expect(account.state).toBe('suspended')
    expect(timeline.past.map((point: { kind: string }) => point.kind)).toEqual(['opened', 'overdue', 'suspended'])
    expect(told(timeline.next)).toEqual(['20 March 2027, 00:00 WIB: terminated'])
    expect(told(timeline.ifPaidToday)).toEqual(['14 March 2027, 10:00 WIB: reactivated', '10 April 2027: due'])
    expect(timeline.past[2].clause.href).toBe('/en/ketentuan/2024-11-01#S14')
    expect(invoices).toMatchObject([{ id: made.invoice, number: 'A-2027-000001', state: 'issued', termsVersion: '2024-11-01' }])
  })

  test('has its notices in the inbox, newest first, in the reader’s language', async () => {
    const inbox = (await sari.client.get('/api/v1/notices')).body.filter((notice: { subject: string }) => notice.subject === made.account)
    expect(inbox.map((notice: { kind: string }) => notice.kind)).toEqual(['termination_warning', 'overdue'])
    expect(inbox[0].title).toBe('sari.example ditangguhkan')
    expect(inbox[0].text).toContain('20 Maret 2027, 00.00 WIB')
    expect(inbox[0].clause.href).toBe('/ketentuan/2024-11-01#S14')
  })

  test('has the same words in the mail that would be sent', async () => {
    const mail = (await (await worker.fetch('/api/dev/mail')).json()) as { kind: string; to: string; subject: string }[]
    expect(mail.find((one) => one.kind === 'termination_warning')).toMatchObject({
      to: sari.input.email,
      subject: 'sari.example ditangguhkan',
    })
  })
})

describe('nobody else', () => {
  test('another customer gets 404, as for an account that does not exist', async () => {
    const budi = await customerOf(worker, Date.parse('2027-03-14T03:00:00Z'))
    const other = await budi.client.get(`/api/v1/accounts/${made.account}`)
    const none = await budi.client.get('/api/v1/accounts/acc_aNONE')
    expect(other).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(other.body).toEqual(none.body)
    expect((await budi.client.get('/api/v1/accounts')).body).toEqual([])
  })

  test.each(['/api/v1/accounts', '/api/v1/accounts/acc_a1', '/api/v1/notices'])('%s asks a visitor to sign in', async (path) => {
    expect(await createClient(worker).get(path)).toMatchObject({ status: 401, body: { code: 'signed_out' } })
  })
})
