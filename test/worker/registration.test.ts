import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createClient, registration, rowCounts, shownAt } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = Date.parse('2026-11-25T03:00:00Z')
const COMPANY = { name: 'PT Contoh Jaya', authority: 'Direktur utama menurut akta nomor 1', foundedOn: '2012-02-29' }

interface Mail {
  readonly to: string
  readonly kind: string
  readonly text: string
  readonly links: Record<string, string>
  readonly attachments?: { filename: string; path?: string; digest?: string; text?: string }[]
}

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())
beforeEach(() => worker.setClock(NOW))

const register = (input: object, headers: Record<string, string> = {}) => createClient(worker).post('/api/v1/registrations', input, headers)
const mailTo = async (to: string) => {
  const mails: Mail[] = (await createClient(worker).get('/api/dev/mail')).body
  return mails.filter((mail) => mail.to === to)
}
const row = (sql: string, ...values: unknown[]) =>
  worker.db
    .prepare(sql)
    .bind(...values)
    .first<Record<string, unknown>>()
const company = (changes: object = {}) => {
  const { bornOn: _none, ...rest } = registration(NOW)
  return { ...rest, kind: 'company', company: COMPANY, ...changes }
}

describe('a registration', () => {
  test('is the first acceptance: one commit holds user, customer, three acceptances with receipts, evidence, events and mails', async () => {
    const before = await rowCounts(worker)
    const answer = await register(registration(NOW))
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    expect(answer.body.receipts.map((one: { document: string }) => one.document).sort()).toEqual(['privacy', 'sla', 'terms'])
    const after = await rowCounts(worker)
    const grown = Object.entries(after).filter(([name, n]) => n > (before[name] ?? 0))
    expect(Object.fromEntries(grown.map(([name, n]) => [name, n - (before[name] ?? 0)]))).toEqual({
      ...{ commits: 1, auth_user: 1, auth_account: 1, auth_devices: 1, customers: 1, memberships: 1 },
      ...{ acceptances: 3, receipts: 3, evidence: 3, events: 4, notices: 1, outbox: 2 },
    })
  })

  test('records who, what, when, where and how; the address is Cloudflare’s word alone, the client’s clock a claim', async () => {
    const input = registration(NOW)
    const answer = await register(input, {
      ...{ 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1', 'user-agent': 'Peramban/1' },
    })
    const { customerId } = answer.body
    const [shown] = input.acceptances
    const kept = await row('SELECT * FROM acceptances WHERE customer = ? AND document = ?', customerId, 'terms')
    expect(kept).toMatchObject({
      ...{ document: 'terms', version: shown?.version, language: 'id', digest: shown?.digest, decision: 'accepted' },
      ...{ shown_at: shown?.shownAt, method: 'registration', page: '/daftar', authority: null },
    })
    expect(Math.abs(Number(kept?.['decided_at']) - NOW)).toBeLessThan(30_000)
    const evidence = await row('SELECT * FROM evidence WHERE id = ?', kept?.['id'])
    expect(evidence).toMatchObject({ ip: '203.0.113.7', user_agent: 'Peramban/1', client_time: input.clientTime, session: null })
  })

  test('keeps of a company its signer’s stated authority in every acceptance', async () => {
    const answer = await register(company())
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const kept = await row('SELECT * FROM customers WHERE id = ?', answer.body.customerId)
    expect(kept).toMatchObject({ kind: 'company', name: COMPANY.name, founded_on: COMPANY.foundedOn, born_on: null })
    const { results } = await worker.db
      .prepare('SELECT DISTINCT authority FROM acceptances WHERE customer = ?')
      .bind(answer.body.customerId)
      .all()
    expect(results).toEqual([{ authority: COMPANY.authority }])
  })

  test('leaves no personal data in its events', async () => {
    const input = registration(NOW, { name: 'Siti Nurhaliza Pratama', phone: '+62 811 9090 1234' })
    const answer = await register(input, { 'cf-connecting-ip': '203.0.113.99' })
    const { results } = await worker.db
      .prepare('SELECT body FROM events WHERE commit_id = (SELECT commit_id FROM customers WHERE id = ?)')
      .bind(answer.body.customerId)
      .all<{ body: string }>()
    expect(results).toHaveLength(4)
    const said = results.map((event) => event.body).join('\n')
    for (const secret of [input.name, input.userId, input.email, '81190901234', input.address, '1990-05-17', '203.0.113.99']) {
      expect(said).not.toContain(secret)
    }
  })

  test('mails the link that verifies the address, and the accepted texts as their published bytes', async () => {
    const input = registration(NOW)
    const { body } = await register(input)
    const mails = await mailTo(input.email)
    expect(mails.map((mail) => mail.kind).sort()).toEqual(['registration', 'verify_email'])
    const texts = mails.flatMap((mail) => mail.attachments ?? []).filter((one) => one.path)
    expect(texts).toHaveLength(3)
    for (const { path = '', digest } of texts) {
      const served = await worker.fetch(path)
      const document = { ketentuan: 'terms', sla: 'sla', privasi: 'privacy' }[path.split('/')[1] ?? '']
      const committed = readFileSync(`content/${document}/${path.split('/')[2]?.replace('.md', '')}/id.md`)
      expect(createHash('sha256').update(committed).digest('hex')).toBe(digest)
      if (served.ok)
        expect(
          createHash('sha256')
            .update(Buffer.from(await served.arrayBuffer()))
            .digest('hex'),
        ).toBe(digest)
    }
    const receipts = mails.flatMap((mail) => mail.attachments ?? []).filter((one) => one.filename.endsWith('.jws'))
    expect(receipts.map((one) => one.filename.replace('.jws', '')).sort()).toEqual(
      body.receipts.map((one: { id: string }) => one.id).sort(),
    )
  })

  test('can be verified by the link in the mail', async () => {
    const input = registration(NOW)
    const { body } = await register(input)
    const link = new URL((await mailTo(input.email)).find((mail) => mail.kind === 'verify_email')?.links['verify'] ?? '')
    const opened = await createClient(worker).get(`${link.pathname}${link.search}`)
    expect(opened.status).toBe(302)
    const sql = 'SELECT u.email_verified FROM auth_user u JOIN memberships m ON m.user = u.id WHERE m.customer = ?'
    expect(await row(sql, body.customerId)).toEqual({ email_verified: 1 })
  })
})

describe('age (P11)', () => {
  const bornOn = async (day: string, now: string) => {
    await worker.setClock(now)
    return register(registration(Date.parse(now), { bornOn: day }))
  }

  test.each([
    ['on the day before the eighteenth birthday', '2008-11-26', '2026-11-25T16:59:00Z', 422],
    ['at 00.00 WIB of the eighteenth birthday', '2008-11-26', '2026-11-25T17:00:00Z', 201],
    ['born 29 February, on 28 February', '2008-02-29', '2026-02-28T16:00:00Z', 422],
    ['born 29 February, on 1 March', '2008-02-29', '2026-02-28T17:00:00Z', 201],
  ])('%s', async (_name, day, now, status) => {
    expect((await bornOn(day, now)).status).toBe(status)
  })

  test('under age: refused with the clause, and no table has a row more', async () => {
    const before = await rowCounts(worker)
    const answer = await register(registration(NOW, { bornOn: '2010-01-01' }), { 'idempotency-key': 'under-age-1' })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'under_age', minimumAge: 18, errors: [{ field: 'bornOn' }] })
    expect(answer.body.clause).toMatchObject({ document: 'privacy', version: '2024-11-01', id: 'P11', href: '/privasi/2024-11-01#P11' })
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('a company’s signer is not asked', async () => {
    expect((await register(company({ bornOn: '2015-01-01' }))).status).toBe(422)
    expect((await register(company())).status).toBe(201)
  })
})

describe('another jurisdiction (P7)', () => {
  test('asks that the transfer notice be acknowledged, and records when', async () => {
    const abroad = registration(NOW, { country: 'NL' })
    const refused = await register(abroad)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      code: 'transfer_not_acknowledged',
      clause: { id: 'P7' },
      errors: [{ field: 'transferAcknowledged' }],
    })
    const accepted = await register({ ...abroad, transferAcknowledged: true })
    expect(accepted.status).toBe(201)
    const kept = await row('SELECT transfer_notice, transfer_acknowledged_at FROM customers WHERE id = ?', accepted.body.customerId)
    expect(kept?.['transfer_notice']).toBe('2024-11-01')
    expect(Math.abs(Number(kept?.['transfer_acknowledged_at']) - NOW)).toBeLessThan(30_000)
  })

  test('every customer, at home too, gets the transfer notice', async () => {
    const { body } = await register(registration(NOW))
    expect(await row('SELECT kind FROM notices WHERE customer = ?', body.customerId)).toEqual({ kind: 'data_transfer' })
  })
})

describe('nothing half-written', () => {
  const refusedWithout = async (input: object, status: number, code: string) => {
    const before = await rowCounts(worker)
    const answer = await register(input)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect(await rowCounts(worker)).toEqual(before)
    return answer.body
  }
  const tampered = (change: object) => {
    const [first, ...rest] = shownAt(NOW)
    return registration(NOW, { acceptances: [{ ...first, ...change }, ...rest] })
  }

  test('a document missing', async () => {
    const body = await refusedWithout(registration(NOW, { acceptances: shownAt(NOW).slice(0, 2) }), 422, 'documents_missing')
    expect(body.documents).toEqual(['privacy'])
  })
  test('a wrong digest, with the right one', async () => {
    const body = await refusedWithout(tampered({ digest: '0'.repeat(64) }), 409, 'wrong_digest')
    expect(body.digest).toBe(shownAt(NOW)[0]?.digest)
  })
  test('an unknown version', () => refusedWithout(tampered({ version: '2020-01-01' }), 404, 'unknown_version'))
  test('an upcoming version, which is not in force for new customers yet', async () => {
    const [upcoming] = shownAt(Date.parse('2026-12-20T00:00:00Z'))
    const body = await refusedWithout(tampered({ ...upcoming, shownAt: NOW - 1000 }), 409, 'version_not_acceptable')
    expect(body).toMatchObject({ why: 'not_in_force', inForce: '2024-11-01' })
  })
  test('a text shown in the future', () => refusedWithout(tampered({ shownAt: NOW + 3_600_000 }), 422, 'shown_in_future'))
  test('a text shown 25 hours ago', () => refusedWithout(tampered({ shownAt: NOW - 25 * 3_600_000 }), 422, 'shown_too_long_ago'))

  test('a taken user id, in whatever case: the field is named', async () => {
    const first = registration(NOW)
    await register(first)
    const body = await refusedWithout(registration(NOW, { userId: first.userId.toUpperCase() }), 409, 'user_id_taken')
    expect(body.errors).toEqual([{ field: 'userId', message: 'Pilih ID pengguna lain.' }])
  })

  test('a taken e-mail: no field is named, and its owner is told by mail', async () => {
    const first = registration(NOW)
    await register(first)
    const answer = await register(registration(NOW, { email: first.email.toUpperCase() }))
    expect(answer.status).toBe(409)
    expect(answer.body.code).toBe('already_registered')
    expect(answer.body.errors).toBeUndefined()
    expect((await mailTo(first.email)).map((mail) => mail.kind)).toContain('already_registered')
  })
})

describe('two at once', () => {
  test('the same registration with the same key makes one customer and gets one answer', async () => {
    const input = registration(NOW)
    const answers = await Promise.all([1, 2, 3].map(() => register(input, { 'idempotency-key': `reg-${input.userId}` })))
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201])
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(await row('SELECT count(*) AS n FROM auth_user WHERE username = ?', input.userId)).toEqual({ n: 1 })
    expect(await row('SELECT count(*) AS n FROM acceptances WHERE customer = ?', answers[0]?.body.customerId)).toEqual({ n: 3 })
  })

  test('without a key one wins, and the other is told that the user id is taken', async () => {
    const input = registration(NOW)
    const answers = await Promise.all([register(input), register(input)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409])
    expect(
      await row(
        'SELECT count(*) AS n FROM customers WHERE name = ? AND id IN (SELECT customer FROM memberships JOIN auth_user ON id = user WHERE username = ?)',
        input.name,
        input.userId,
      ),
    ).toEqual({ n: 1 })
  })

  test('a repeat gets its answer also where a new version has come into force meanwhile', async () => {
    const [before, after] = [Date.parse('2026-12-14T16:59:00Z'), Date.parse('2026-12-14T17:01:00Z')]
    await worker.setClock(before)
    const input = registration(before)
    const first = await register(input, { 'idempotency-key': `over-${input.userId}` })
    await worker.setClock(after)
    const again = await register(input, { 'idempotency-key': `over-${input.userId}` })
    expect([again.status, again.body]).toEqual([201, first.body])
    const late = await register(registration(before))
    expect({ status: late.status, inForce: late.body.inForce }).toEqual({ status: 409, inForce: '2026-12-15' })
  })

  test('the same key with another body is refused', async () => {
    const input = registration(NOW)
    await register(input, { 'idempotency-key': `again-${input.userId}` })
    const other = await register({ ...input, name: 'Orang Lain' }, { 'idempotency-key': `again-${input.userId}` })
    expect({ status: other.status, code: other.body.code }).toEqual({ status: 422, code: 'idempotency_key_reused' })
  })
})

describe('bad input', () => {
  test.each([
    ['userId', { userId: '1x' }],
    ['email', { email: 'bukan email' }],
    ['phone', { phone: 'abc' }],
    ['phone', { phone: '+62 ((((((((((' }],
    ['name', { name: '\u200b\u200b' }],
    ['name', { name: 'Budi\r\nBcc: orang@lain.example' }],
    ['name', { name: 'Budi\u0000Santoso' }],
    ['name', { name: '\u202eosotnaS iduB' }],
    ['name', { name: 'Menang hadiah di HTTPS://jahat.example' }],
    ['name', { name: 'Buka www.jahat.example' }],
    ['address', { address: 'Jalan 1\u0000' }],
    ['bornOn', { bornOn: '0090-05-17' }],
    ['country', { country: 'SU' }],
    ['country', { country: 'XX' }],
    ['bornOn', { bornOn: '17-05-1990' }],
    ['password', { password: 'pendek' }],
    ['password', { password: 'password12345' }],
    ['language', { language: 'fr' }],
    ['page', { page: 'https://jahat.example' }],
    ['acceptances', { acceptances: [] }],
    ['acceptances.0.digest', { acceptances: [{ ...shownAt(NOW)[0], digest: 'abc' }] }],
    ['nickname', { nickname: 'Bud' }],
  ])('names the field %s in the reader’s language', async (field, change) => {
    const [indonesian, english] = await Promise.all(
      ['id', 'en'].map((language) => register(registration(NOW, change), { 'accept-language': language })),
    )
    for (const answer of [indonesian, english]) {
      expect(answer?.status).toBe(422)
      expect(answer?.headers.get('content-type')).toBe('application/problem+json')
      expect(answer?.body.errors.map((one: { field: string }) => one.field)).toContain(field)
    }
    expect(indonesian?.body.title).toBe('Isian tidak sesuai')
    expect(english?.body.title).toBe('Input does not fit')
    expect(indonesian?.body.errors[0].message).not.toBe(english?.body.errors[0].message)
  })

  test.each([
    ['O’Brien-van ’t Hoff', 'Jalan 1\nRT 02/03\nBandung'],
    ['李小龍', '香港 1'],
    ['محمد', 'شارع 1'],
  ])('a name as people write it, %s, is none', async (name, address) => {
    expect((await register(registration(NOW, { name, address }))).status).toBe(201)
  })

  test.each(['name', 'clientTime', 'page'])('half a character in %s is 400, with and without a key', async (field) => {
    const before = await rowCounts(worker)
    const input = registration(NOW, { [field]: '/\ud800' })
    for (const headers of [{}, { 'idempotency-key': `half-${field}` }]) {
      const answer = await register(input, headers)
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: 'malformed_json' })
    }
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('a password must not be the user id or the e-mail', async () => {
    const same = registration(NOW, { userId: 'namasayapanjang', password: 'NamaSayaPanjang' })
    expect((await register(same)).body.errors).toEqual([{ field: 'password', message: 'Kata sandi tidak boleh sama dengan ID pengguna.' }])
  })

  test('several fields at once are all named', async () => {
    const answer = await register(registration(NOW, { email: 'x', phone: 'y', address: '' }))
    expect(answer.body.errors.map((one: { field: string }) => one.field).sort()).toEqual(['address', 'email', 'phone'])
  })

  test('text that is no JSON is 400, another content type 415', async () => {
    const client = createClient(worker)
    expect((await client.post('/api/v1/registrations', '{"kind":')).status).toBe(400)
    const form = await client.post('/api/v1/registrations', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })
    expect({ status: form.status, code: form.body.code }).toEqual({ status: 415, code: 'unsupported_media_type' })
  })

  test('a body of 65 KiB is 413', async () => {
    const answer = await register(registration(NOW, { address: 'x'.repeat(65 * 1024) }))
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 413, code: 'too_large' })
  })
})
