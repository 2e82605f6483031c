import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { policies } from '../../worker/policies/generated.ts'
import { versionNamed } from '../../worker/policies/rules/version.ts'
import { type Client, createClient, customerOf, rowCounts } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** Between the publication of 2026-12-15 (21 November) and its first effective day. */
const NOW = Date.parse('2026-11-25T03:00:00Z')
const UPCOMING = '2026-12-15'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())
beforeEach(() => worker.setClock(NOW))

type ContractDocument = 'terms' | 'sla' | 'privacy'
const decision = (document: ContractDocument, changes: Record<string, unknown> = {}) => {
  const language = (changes['language'] as 'id' | 'en' | undefined) ?? 'id'
  const digest = versionNamed(policies, document, UPCOMING)?.digests[language]
  return { document, version: UPCOMING, language, digest, decision: 'accepted', shownAt: NOW - 60_000, ...changes }
}
let keys = 0
const newKey = () => `test-key-${++keys}`
const decide = (client: Client, decisions: object[], key: string | null = newKey(), more: object = {}) =>
  client.post('/api/v1/acceptances', { decisions, page: '/akun/persetujuan/baru', ...more }, key === null ? {} : { 'idempotency-key': key })
const newCustomer = (changes: Record<string, unknown> = {}) => customerOf(worker, NOW, changes)
const told = ({ status, body }: { status: number; body: { code?: string } }) => ({ status, code: body.code })

describe('accepting an upcoming version', () => {
  test('is recorded with who, what, when, where, how and in which session, and gives a receipt', async () => {
    const { client, customerId } = await newCustomer()
    const headers = { 'idempotency-key': newKey(), 'cf-connecting-ip': '203.0.113.9', 'x-forwarded-for': '198.51.100.9' }
    const body = {
      decisions: [decision('terms', { language: 'en' })],
      page: '/en/akun/persetujuan/baru',
      clientTime: '2001-01-01T00:00:00Z',
    }
    const answer = await client.post('/api/v1/acceptances', body, headers)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const [made] = answer.body.acceptances
    expect(made).toMatchObject({ document: 'terms', version: UPCOMING, decision: 'accepted' })
    const row = await worker.db.prepare('SELECT * FROM acceptances WHERE id = ?').bind(made.id).first()
    expect(row).toMatchObject({ customer: customerId, language: 'en', method: 'portal', page: '/en/akun/persetujuan/baru' })
    expect(Math.abs(Number(row?.['decided_at']) - NOW)).toBeLessThan(60_000)
    const evidence = await worker.db.prepare('SELECT * FROM evidence WHERE id = ?').bind(made.id).first()
    const session = await worker.db.prepare('SELECT id FROM auth_session WHERE user_id = ?').bind(row?.['user']).first<string>('id')
    expect(evidence).toMatchObject({ customer: customerId, ip: '203.0.113.9', client_time: '2001-01-01T00:00:00Z', session })
  })

  test('several documents are decided together or not at all', async () => {
    const { client, customerId } = await newCustomer()
    const wrong = await decide(client, [decision('terms'), decision('sla', { digest: '0'.repeat(64) })])
    expect(wrong.status).toBe(409)
    const count = () => worker.db.prepare('SELECT count(*) AS n FROM acceptances WHERE customer = ?').bind(customerId).first('n')
    expect(await count()).toBe(3)
    expect((await decide(client, [decision('terms'), decision('sla'), decision('privacy')])).status).toBe(201)
    expect(await count()).toBe(6)
  })

  test('queues a mail with the accepted text as published and the receipt', async () => {
    const { client, input } = await newCustomer()
    const { body } = await decide(client, [decision('privacy')])
    const mails: { to: string; kind: string; attachments: { path?: string; digest?: string; filename: string }[] }[] = (
      await client.get('/api/dev/mail')
    ).body
    const mail = mails.find((one) => one.to === input.email && one.kind === 'decision_receipt')
    expect(mail?.attachments).toMatchObject([
      { filename: `privacy-${UPCOMING}.id.md`, path: `/privasi/${UPCOMING}.md`, digest: decision('privacy').digest },
      { filename: `${body.acceptances[0].receiptId}.jws` },
    ])
  })

  test('a company’s user states the authority given at registration', async () => {
    const { client } = await newCustomer({ kind: 'company', bornOn: undefined, company: { name: 'PT Contoh', authority: 'Direktur' } })
    const { body } = await decide(client, [decision('terms')])
    const row = await worker.db.prepare('SELECT authority FROM acceptances WHERE id = ?').bind(body.acceptances[0].id).first()
    expect(row).toEqual({ authority: 'Direktur' })
  })
})

describe('declining', () => {
  test('is recorded with a receipt, explained, and can be taken back by accepting, once', async () => {
    const { client } = await newCustomer()
    expect((await decide(client, [decision('terms', { decision: 'declined' })])).status).toBe(201)
    const open = (await client.get('/api/v1/agreements/outstanding')).body.find((one: { document: string }) => one.document === 'terms')
    expect(open).toMatchObject({ declined: true, since: '2024-11-01', version: UPCOMING })
    expect(open.declineMeans.id).toContain('2024-11-01')
    expect(told(await decide(client, [decision('terms', { decision: 'declined' })]))).toEqual({ status: 409, code: 'already_decided' })
    expect((await decide(client, [decision('terms')])).status).toBe(201)
    expect(told(await decide(client, [decision('terms')]))).toEqual({ status: 409, code: 'already_decided' })
    expect(told(await decide(client, [decision('terms', { decision: 'declined' })]))).toEqual({ status: 409, code: 'already_decided' })
  })
})

describe('what cannot be accepted', () => {
  const refused = async (changes: Record<string, unknown>, at = NOW) => {
    const { client } = await newCustomer()
    await worker.setClock(at)
    const before = await rowCounts(worker)
    const answer = await decide(client, [decision('terms', { shownAt: at - 60_000, ...changes })])
    expect(await rowCounts(worker)).toEqual(before)
    return answer
  }

  test('a wrong digest: 409 with the right one', async () => {
    const answer = await refused({ digest: 'f'.repeat(64) })
    expect(told(answer)).toEqual({ status: 409, code: 'wrong_digest' })
    expect(answer.body.digest).toBe(decision('terms').digest)
  })
  test('the digest of the other language', async () => {
    expect((await refused({ digest: decision('terms', { language: 'en' }).digest })).status).toBe(409)
  })
  test('an unknown version: 404', async () => {
    expect(told(await refused({ version: '2019-05-05' }))).toEqual({ status: 404, code: 'unknown_version' })
  })
  test('a version not published yet: 409 with the reason', async () => {
    const { client, input } = await newCustomer()
    await worker.setClock('2026-11-20T16:59:00Z')
    const signed = createClient(worker)
    await signed.post('/api/v1/sign-in', { login: input.userId, password: input.password })
    const answer = await decide(signed, [decision('terms', { shownAt: Date.parse('2026-11-20T16:58:00Z') })])
    expect(told(answer)).toEqual({ status: 409, code: 'version_not_acceptable' })
    expect(answer.body).toMatchObject({ why: 'not_published', inForce: '2024-11-01' })
    expect((await client.get('/api/v1/agreements/outstanding')).body).toEqual([])
  })
  test('a superseded version: 409 with the reason and the one in force', async () => {
    const old = { version: '2024-11-01', digest: versionNamed(policies, 'terms', '2024-11-01')?.digests.id }
    const answer = await refused(old, Date.parse('2027-01-14T17:00:00Z'))
    expect(told(answer)).toEqual({ status: 409, code: 'version_not_acceptable' })
    expect(answer.body).toMatchObject({ why: 'superseded', inForce: UPCOMING })
  })
  test('while only existing customers still have it, the old version can be accepted', async () => {
    const { client } = await newCustomer()
    await worker.setClock('2027-01-14T16:00:00Z')
    const old = { version: '2024-11-01', digest: versionNamed(policies, 'terms', '2024-11-01')?.digests.id }
    const answer = await decide(client, [decision('terms', { ...old, shownAt: Date.parse('2027-01-14T15:59:00Z') })])
    expect(told(answer)).toEqual({ status: 409, code: 'already_decided' })
  })
  test('a text shown in the future: 422', async () => {
    expect(told(await refused({ shownAt: NOW + 60_000 }))).toEqual({ status: 422, code: 'shown_in_future' })
  })
  test('a text shown more than 24 hours ago: 422', async () => {
    expect(told(await refused({ shownAt: NOW - 24 * 3_600_000 - 60_000 }))).toEqual({ status: 422, code: 'shown_too_long_ago' })
  })
  test('the cookie notice, which informs and asks nothing: 422', async () => {
    expect((await refused({ document: 'cookies' })).body.errors[0].field).toBe('decisions.0.document')
  })
})

describe('the same key', () => {
  test('with the same body gets the same answer, and nothing is written twice', async () => {
    const { client, customerId } = await newCustomer()
    const [key, body] = [newKey(), [decision('sla')]]
    const first = await decide(client, body, key)
    const before = await rowCounts(worker)
    const again = await decide(client, body, key)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(await rowCounts(worker)).toEqual(before)
    expect(customerId).toBeTruthy()
  })

  test('with another body is 422', async () => {
    const { client } = await newCustomer()
    const key = newKey()
    await decide(client, [decision('sla')], key)
    expect(told(await decide(client, [decision('terms')], key))).toEqual({ status: 422, code: 'idempotency_key_reused' })
  })

  test('five times at once makes one acceptance and five equal answers', async () => {
    const { client, customerId } = await newCustomer()
    const [key, body] = [newKey(), [decision('sla')]]
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => decide(client, body, key)))
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    const sql = "SELECT count(*) AS n FROM acceptances WHERE customer = ? AND version = '2026-12-15'"
    expect(await worker.db.prepare(sql).bind(customerId).first('n')).toBe(1)
  })

  test('different keys at once: one acceptance, the others are told that it is decided', async () => {
    const { client } = await newCustomer()
    const answers = await Promise.all([1, 2, 3].map(() => decide(client, [decision('sla')])))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
    expect(answers.filter((answer) => answer.status === 409).map((answer) => answer.body.code)).toEqual([
      'already_decided',
      'already_decided',
    ])
  })

  test('accepting and declining at once: a decline never follows an acceptance', async () => {
    for (let round = 0; round < 5; round++) {
      const { client, customerId } = await newCustomer()
      const [accepted, declined] = await Promise.all(
        ['accepted', 'declined'].map((choice) => decide(client, [decision('sla', { decision: choice })])),
      )
      expect(accepted?.status).toBe(201)
      const sql = `SELECT decision FROM outbox JOIN acceptances ON acceptances.commit_id = outbox.commit_id
        WHERE customer = ? AND version = ? ORDER BY outbox.id`
      const { results } = await worker.db.prepare(sql).bind(customerId, UPCOMING).all<{ decision: string }>()
      expect(results.map((row) => row.decision)).toEqual(declined?.status === 201 ? ['declined', 'accepted'] : ['accepted'])
      if (declined && declined.status !== 201) expect(told(declined)).toEqual({ status: 409, code: 'already_decided' })
    }
  })

  test('of another user is another key', async () => {
    const [one, two] = [await newCustomer(), await newCustomer()]
    const key = newKey()
    expect((await decide(one.client, [decision('sla')], key)).status).toBe(201)
    expect((await decide(two.client, [decision('terms')], key)).status).toBe(201)
  })

  test('is forgotten after 24 hours', async () => {
    const { client } = await newCustomer()
    const key = newKey()
    await decide(client, [decision('sla')], key)
    const later = NOW + 24 * 3_600_000 + 60_000
    await worker.setClock(later)
    expect((await decide(client, [decision('terms', { shownAt: later - 1000 })], key)).status).toBe(201)
  })

  test('none: 400', async () => {
    const { client } = await newCustomer()
    expect(told(await decide(client, [decision('sla')], null))).toEqual({ status: 400, code: 'idempotency_key_missing' })
  })
})

describe('bad input', () => {
  test.each([
    ['decisions', { decisions: [] }],
    ['decisions', { decisions: [decision('sla'), decision('sla')] }],
    ['decisions.0.decision', { decisions: [decision('sla', { decision: 'maybe' })] }],
    ['decisions.0.shownAt', { decisions: [decision('sla', { shownAt: '2026-11-25' })] }],
    ['page', { page: 'javascript:alert(1)' }],
    ['extra', { extra: 1 }],
  ])('names %s', async (field, change) => {
    const { client } = await newCustomer()
    const body = { decisions: [decision('sla')], page: '/akun', ...change }
    const answer = await client.post('/api/v1/acceptances', body, { 'idempotency-key': newKey() })
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((one: { field: string }) => one.field)).toContain(field)
  })

  test('65 KiB is 413, no JSON 400, another type 415, signed out 401', async () => {
    const { client } = await newCustomer()
    const headers = { 'idempotency-key': newKey() }
    expect((await client.post('/api/v1/acceptances', `"${'x'.repeat(65 * 1024)}"`, headers)).status).toBe(413)
    expect((await client.post('/api/v1/acceptances', '{', headers)).status).toBe(400)
    expect((await client.post('/api/v1/acceptances', 'x', { ...headers, 'content-type': 'text/plain' })).status).toBe(415)
    expect((await decide(createClient(worker), [decision('sla')])).status).toBe(401)
  })
})

describe('agreements', () => {
  test('say what binds, since when and how, and list every decision with its receipt', async () => {
    const { client, receipts } = await newCustomer()
    const { body } = await client.get('/api/v1/agreements')
    expect(body.binding.map((one: { document: string; version: string; how: string }) => [one.document, one.version, one.how])).toEqual([
      ['terms', '2024-11-01', 'accepted'],
      ['sla', '2024-11-01', 'accepted'],
      ['privacy', '2024-11-01', 'accepted'],
    ])
    expect(body.acceptances.map((one: { receiptId: string }) => one.receiptId).sort()).toEqual(receipts.map((one) => one.id).sort())
    expect(JSON.stringify(body)).not.toContain('com_')
  })

  test('an upcoming version accepted early binds from the day on which it takes effect for existing customers', async () => {
    const { client } = await newCustomer()
    await decide(client, [decision('terms')])
    const bindingAt = async (at: string) => {
      await worker.setClock(at)
      return (await client.get('/api/v1/agreements')).body.binding.find((one: { document: string }) => one.document === 'terms').version
    }
    expect(await bindingAt('2027-01-14T16:58:00Z')).toBe('2024-11-01')
    expect(await bindingAt('2027-01-14T17:00:00Z')).toBe(UPCOMING)
  })

  test('outstanding: each document with what changed by clause, until when to decide; accepting empties the list', async () => {
    const { client } = await newCustomer()
    const { body } = await client.get('/api/v1/agreements/outstanding')
    expect(body.map((one: { document: string }) => one.document)).toEqual(['terms', 'sla', 'privacy'])
    for (const one of body) {
      expect(one).toMatchObject({ version: UPCOMING, since: '2024-11-01', reason: 'material_change', declined: false })
      expect(one.decideBy).toBe(Date.parse('2027-01-14T17:00:00Z'))
      expect(one.changed.length).toBeGreaterThan(0)
    }
    expect((await client.get('/api/v1/me')).body.outstanding).toBe(3)
    const answer = await decide(client, [decision('terms'), decision('sla'), decision('privacy')])
    expect(answer.status).toBe(201)
    expect((await client.get('/api/v1/agreements/outstanding')).body).toEqual([])
    expect((await client.get('/api/v1/me')).body.outstanding).toBe(0)
  })

  test('what can be accepted now is public, with the server’s clock', async () => {
    const { body } = await createClient(worker).get('/api/v1/policies')
    expect(Math.abs(body.now - NOW)).toBeLessThan(60_000)
    const terms = body.documents.find((one: { document: string }) => one.document === 'terms')
    expect(terms).toMatchObject({ acceptance: true, inForce: { new: { version: '2024-11-01' } }, upcoming: [{ version: UPCOMING }] })
    expect(body.documents.find((one: { document: string }) => one.document === 'cookies').acceptance).toBe(false)
  })
})
