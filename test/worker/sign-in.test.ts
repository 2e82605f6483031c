import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, createClient, customerOf, PASSWORD, registration, rowCounts } from '../support/client.ts'
import { totpCode } from '../support/totp.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = Date.parse('2026-11-25T03:00:00Z')

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())
beforeEach(() => worker.setClock(NOW))

const newCustomer = (changes: Record<string, unknown> = {}) => customerOf(worker, NOW, changes)
const signIn = (client: Client, login: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  client.post('/api/v1/sign-in', { login, password }, headers)
const isSignedIn = async (client: Client) => (await client.get('/api/v1/me')).status === 200
const mailsTo = async (to: string) => {
  const mails: { to: string; kind: string; links: Record<string, string> }[] = (await createClient(worker).get('/api/dev/mail')).body
  return mails.filter((mail) => mail.to === to)
}

/** Switches the second factor on and returns what the authenticator app and the paper hold. */
async function withSecondFactor(client: Client): Promise<{ uri: string; backupCodes: string[] }> {
  const enabled = await client.post('/api/auth/two-factor/enable', { password: PASSWORD })
  expect(enabled.status, JSON.stringify(enabled.body)).toBe(200)
  const verified = await client.post('/api/auth/two-factor/verify-totp', { code: totpCode(enabled.body.totpURI, Date.now()) })
  expect(verified.status, JSON.stringify(verified.body)).toBe(200)
  return { uri: enabled.body.totpURI, backupCodes: enabled.body.backupCodes }
}

describe('signing in', () => {
  test('takes user id or e-mail in one field, in whatever case', async () => {
    const { input } = await newCustomer()
    for (const login of [input.userId, input.userId.toUpperCase(), input.email, ` ${input.email.toUpperCase()} `]) {
      const client = createClient(worker)
      expect((await signIn(client, login)).body, login).toEqual({ secondFactor: false })
      expect(await isSignedIn(client), login).toBe(true)
    }
  })

  test('also by the library’s two routes', async () => {
    const { input } = await newCustomer()
    const [byName, byMail] = [createClient(worker), createClient(worker)]
    expect((await byName.post('/api/auth/sign-in/username', { username: input.userId, password: PASSWORD })).status).toBe(200)
    expect((await byMail.post('/api/auth/sign-in/email', { email: input.email, password: PASSWORD })).status).toBe(200)
    expect([await isSignedIn(byName), await isSignedIn(byMail)]).toEqual([true, true])
  })

  test('says who one is', async () => {
    const { client, input, customerId } = await newCustomer()
    const { body } = await client.get('/api/v1/me')
    expect(body.user).toMatchObject({ name: 'Budi Santoso', userId: input.userId, email: input.email, role: 'customer' })
    expect(body.user).toMatchObject({ emailVerified: false, twoFactorEnabled: false })
    expect(body.customer).toEqual({ id: customerId, kind: 'person', name: 'Budi Santoso', language: 'id', country: 'ID', role: 'owner' })
  })

  test('sets the cookies that the cookie notice names, and no other', async () => {
    const { client } = await newCustomer()
    expect([...client.cookies.keys()]).toEqual(['mufakat.session_token'])
  })

  test('the library’s own sign-up does not exist, nor do its other doors to a user’s data', async () => {
    const client = createClient(worker)
    const before = await rowCounts(worker)
    const body = { name: 'x', email: 'x@example.com', password: PASSWORD, username: 'xxxxx' }
    expect((await client.post('/api/auth/sign-up/email', body)).status).toBe(404)
    const { client: signedIn } = await newCustomer()
    for (const path of ['update-user', 'change-email', 'delete-user', 'is-username-available', 'sign-in/social', 'set-password']) {
      expect((await signedIn.post(`/api/auth/${path}`, { role: 'staff', name: 'x' })).status, path).toBe(404)
    }
    expect((await rowCounts(worker))['auth_user']).toBe((before['auth_user'] ?? 0) + 1)
  })

  test('whoever is not signed in gets 401 as a problem', async () => {
    const { status, headers, body } = await createClient(worker).get('/api/v1/me', { 'accept-language': 'en' })
    expect(status).toBe(401)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ code: 'signed_out', title: 'Not signed in' })
  })

  test('a forged cookie is no session', async () => {
    const { client } = await newCustomer()
    const value = client.cookies.get('mufakat.session_token') ?? ''
    client.cookies.set('mufakat.session_token', value.replace(/^[^.]+/, 'x'.repeat(32)))
    expect(await isSignedIn(client)).toBe(false)
  })
})

describe('the library’s doors', () => {
  const verify = (back: string) => createClient(worker).get(`/api/auth/verify-email?token=x&callbackURL=${encodeURIComponent(back)}`)

  test.each([
    ...['https://jahat.example/', '//jahat.example/', '/\\jahat.example', '/..//jahat.example', '/.//jahat.example'],
    ...['/masuk/..//jahat.example', '/%2e%2e//jahat.example', 'javascript:alert(1)'],
  ])('lead nobody away from this site: %s', async (back) => {
    const { status, headers, body } = await verify(back)
    expect([status, body.code, headers.get('location')]).toEqual([403, 'foreign_address', null])
  })

  test('lead back to the page that asked', async () => {
    const { status, headers } = await verify('/masuk/email?dari=tautan')
    expect([status, headers.get('location')]).toEqual([302, '/masuk/email?dari=tautan&error=INVALID_TOKEN'])
  })

  test.each([
    ['a list', '[{}]'],
    ['a list nested beyond writing', '['.repeat(32_000) + ']'.repeat(32_000)],
    ['an object nested beyond writing', `{"0":${'['.repeat(32_700)}${']'.repeat(32_700)}}`],
    ['a field that holds another object', '{"code":{"$ne":1},"email":["x"]}'],
    ['a number', '5'],
    ['nothing', 'null'],
  ])('take a flat object, and refuse %s', async (_, body) => {
    for (const path of ['/request-password-reset', '/two-factor/verify-totp', '/sign-in/email']) {
      const answer = await createClient(worker).post(`/api/auth${path}`, body)
      expect([path, answer.status, answer.body.code]).toEqual([path, 422, 'invalid_input'])
    }
  })
})

describe('wrong passwords', () => {
  const attempts = async (n: number, login: string) => {
    const answers = []
    for (let i = 0; i < n; i++) answers.push(await signIn(createClient(worker), login, `bukan kata sandi ${i}`))
    return answers
  }

  test.each(['userId', 'email'] as const)('the sixth in a minute, by %s, is told how long to wait', async (by) => {
    const { input } = await newCustomer()
    const answers = await attempts(6, input[by])
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 429])
    const wait = Number(answers[5]?.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(answers[5]?.body).toMatchObject({ code: 'too_many_passwords', retryAfterSeconds: wait })
  })

  test('by user id and by e-mail count together, and the right one waits too', async () => {
    const { input } = await newCustomer()
    await attempts(3, input.userId)
    await attempts(2, input.email)
    expect((await signIn(createClient(worker), input.userId)).status).toBe(429)
  })

  test('a minute later the right one is let in', async () => {
    const { input } = await newCustomer()
    await attempts(6, input.userId)
    await worker.setClock(NOW + 120_000)
    expect((await signIn(createClient(worker), input.userId)).status).toBe(200)
  })

  test('a user that does not exist is answered and counted the same', async () => {
    const { input } = await newCustomer()
    const [known, unknown] = [await attempts(6, input.userId), await attempts(6, `nobody${NOW % 1000}x`)]
    const told = (answers: typeof known) =>
      answers.map(({ status, body: { retryAfterSeconds: _seconds, detail, ...body } }) => ({
        status,
        body,
        detail: detail.replace(/\d+/, 'n'),
      }))
    expect(told(unknown)).toEqual(told(known))
  })

  test('of twenty guesses at once five are answered, the rest told to wait, and so is the right one after them', async () => {
    const { input } = await newCustomer()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => signIn(createClient(worker), input.userId, `tebakan nomor ${i}`)),
    )
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(15)
    expect((await signIn(createClient(worker), input.userId)).status).toBe(429)
  })

  test('count too where someone signed in is asked for the password', async () => {
    const { client } = await newCustomer()
    const answers = []
    for (let i = 0; i < 6; i++) {
      answers.push(
        (await client.post('/api/auth/change-password', { currentPassword: `salah ${i}`, newPassword: 'kalimat baru yang aman' })).status,
      )
    }
    expect(answers).toEqual([422, 422, 422, 422, 422, 429])
  })

  test('nothing is written while passwords are right', async () => {
    const { input } = await newCustomer()
    const before = (await rowCounts(worker))['auth_attempts']
    await signIn(createClient(worker), input.userId)
    expect((await rowCounts(worker))['auth_attempts']).toBe(before)
  })

  test('the outer guard stops one address that tries many users', async () => {
    const address = { 'cf-connecting-ip': '203.0.113.200' }
    const statuses = await Promise.all(
      Array.from({ length: 70 }, (_, i) => createClient(worker).post('/api/auth/sign-out', {}, { ...address, 'x-test': String(i) })),
    )
    expect(statuses.some((answer) => answer.status === 429 && answer.headers.get('retry-after') === '60')).toBe(true)
  })
})

describe('a forgotten password', () => {
  const reset = async (email: string, newPassword: string) => {
    const client = createClient(worker)
    expect((await client.post('/api/auth/request-password-reset', { email })).status).toBe(200)
    const link = (await mailsTo(email)).find((mail) => mail.kind === 'reset_password')?.links['reset'] ?? ''
    const token = new URL(link).searchParams.get('token')
    return client.post('/api/auth/reset-password', { token, newPassword })
  }

  test('is replaced by the link in the mail; every session ends and the owner is told', async () => {
    const { client, input } = await newCustomer()
    expect((await reset(input.email, 'kalimat baru yang aman')).status).toBe(200)
    expect(await isSignedIn(client)).toBe(false)
    expect((await signIn(createClient(worker), input.userId)).status).toBe(401)
    expect((await signIn(createClient(worker), input.userId, 'kalimat baru yang aman')).status).toBe(200)
    expect((await mailsTo(input.email)).map((mail) => mail.kind)).toContain('password_changed')
  })

  test('the link leads to the portal page in the reader’s language', async () => {
    const { input } = await newCustomer({ language: 'en' })
    await createClient(worker).post('/api/auth/request-password-reset', { email: input.email })
    const link = (await mailsTo(input.email)).find((mail) => mail.kind === 'reset_password')?.links['reset'] ?? ''
    expect(new URL(link).pathname).toBe('/en/masuk/sandi-baru')
  })

  test.each([
    ['too short', 'pendek'],
    ['one of the commonest', 'Password12345'],
  ])('a new one that is %s is refused', async (_why, newPassword) => {
    const { input } = await newCustomer()
    const answer = await reset(input.email, newPassword)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 422, code: 'weak_password' })
  })

  test('a new one that is the e-mail is refused', async () => {
    const { input } = await newCustomer()
    expect((await reset(input.email, input.email)).body.flaw).toBe('is_email')
  })

  test('an unknown address is answered the same, and nothing is sent', async () => {
    const { input } = await newCustomer()
    const [known, unknown] = await Promise.all(
      [input.email, 'nobody@example.com'].map((email) => createClient(worker).post('/api/auth/request-password-reset', { email })),
    )
    expect(unknown?.body).toEqual(known?.body)
    expect(await mailsTo('nobody@example.com')).toEqual([])
  })

  test('once replaced, the other links that were asked for open nothing', async () => {
    const { input } = await newCustomer()
    const client = createClient(worker)
    for (let i = 0; i < 2; i++) await client.post('/api/auth/request-password-reset', { email: input.email })
    const links = (await mailsTo(input.email)).flatMap((mail) => mail.links['reset'] ?? [])
    const tokens = links.map((link) => new URL(link).searchParams.get('token'))
    expect(new Set(tokens).size).toBe(2)
    const answers = []
    for (const token of tokens) answers.push(await client.post('/api/auth/reset-password', { token, newPassword: `kalimat baru ${token}` }))
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
      [200, undefined],
      [422, 'link_expired'],
    ])
  })

  test('a change is told also to whom three mails went this hour', async () => {
    const { client, input } = await newCustomer()
    for (let i = 0; i < 4; i++) await createClient(worker).post('/api/auth/request-password-reset', { email: input.email })
    const change = { currentPassword: PASSWORD, newPassword: 'kalimat baru yang aman' }
    expect((await client.post('/api/auth/change-password', change)).status).toBe(200)
    expect((await mailsTo(input.email)).filter((mail) => mail.kind === 'password_changed')).toHaveLength(1)
  })

  test('at most three mails an hour go to one user', async () => {
    const { input } = await newCustomer()
    for (let i = 0; i < 5; i++) await createClient(worker).post('/api/auth/request-password-reset', { email: input.email })
    expect((await mailsTo(input.email)).filter((mail) => mail.kind === 'reset_password')).toHaveLength(3)
  })
})

describe('sessions', () => {
  test('are listed, revoked one by one, and ended everywhere', async () => {
    const { client, input } = await newCustomer()
    const phone = createClient(worker, { 'user-agent': 'Ponsel/1' })
    await signIn(phone, input.userId)
    const list = await client.get('/api/auth/list-sessions')
    expect(list.body).toHaveLength(2)
    const onPhone = list.body.find((session: { userAgent: string }) => session.userAgent === 'Ponsel/1')
    expect((await client.post('/api/auth/revoke-session', { token: onPhone.token })).status).toBe(200)
    expect([await isSignedIn(phone), await isSignedIn(client)]).toEqual([false, true])
    await signIn(phone, input.userId)
    expect((await client.post('/api/auth/revoke-sessions', {})).status).toBe(200)
    expect([await isSignedIn(phone), await isSignedIn(client)]).toEqual([false, false])
  })

  test('another user’s session cannot be revoked', async () => {
    const [mine, theirs] = [await newCustomer(), await newCustomer()]
    const [session] = (await theirs.client.get('/api/auth/list-sessions')).body
    await mine.client.post('/api/auth/revoke-session', { token: session.token })
    expect(await isSignedIn(theirs.client)).toBe(true)
  })

  test('signing out ends this one', async () => {
    const { client } = await newCustomer()
    const cookies = new Map(client.cookies)
    expect((await client.post('/api/auth/sign-out', {})).status).toBe(200)
    for (const [name, value] of cookies) client.cookies.set(name, value)
    expect(await isSignedIn(client)).toBe(false)
  })

  test('a changed password can end the others', async () => {
    const { client, input } = await newCustomer()
    const other = createClient(worker)
    await signIn(other, input.userId)
    const body = { currentPassword: PASSWORD, newPassword: 'kalimat baru yang aman', revokeOtherSessions: true }
    expect((await client.post('/api/auth/change-password', body)).status).toBe(200)
    expect([await isSignedIn(client), await isSignedIn(other)]).toEqual([true, false])
  })

  test('from a new device are told in inbox and mail; from a known one not', async () => {
    const { input, customerId } = await newCustomer()
    const told = async () => (await mailsTo(input.email)).filter((mail) => mail.kind === 'new_device').length
    expect(await told()).toBe(0)
    const elsewhere = { 'user-agent': 'Perambah Lain/9', 'cf-connecting-ip': '198.51.100.23' }
    await signIn(createClient(worker), input.userId, PASSWORD, elsewhere)
    expect(await told()).toBe(1)
    await signIn(createClient(worker), input.userId, PASSWORD, { ...elsewhere, 'cf-connecting-ip': '198.51.100.77' })
    expect(await told()).toBe(1)
    const notice = await worker.db.prepare("SELECT kind FROM notices WHERE customer = ? AND kind = 'new_device'").bind(customerId).all()
    expect(notice.results).toHaveLength(1)
  })
})

describe('the second factor', () => {
  test('is asked after the password; the code or a backup code, once, opens the session', async () => {
    const { client, input } = await newCustomer()
    const { uri, backupCodes } = await withSecondFactor(client)
    const other = createClient(worker)
    expect((await signIn(other, input.userId)).body).toEqual({ secondFactor: true })
    expect(await isSignedIn(other)).toBe(false)
    expect((await other.post('/api/auth/two-factor/verify-totp', { code: '000000' })).body.code).toBe('wrong_code')
    expect((await other.post('/api/auth/two-factor/verify-totp', { code: totpCode(uri, Date.now()) })).status).toBe(200)
    expect(await isSignedIn(other)).toBe(true)
    const withPaper = async () => {
      const third = createClient(worker)
      await signIn(third, input.userId)
      return (await third.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })).status
    }
    expect(await withPaper()).toBe(200)
    expect(await withPaper()).not.toBe(200)
  })

  test('no device is remembered: the next sign-in asks again', async () => {
    const { client, input } = await newCustomer()
    const { uri } = await withSecondFactor(client)
    const other = createClient(worker)
    await signIn(other, input.userId)
    await other.post('/api/auth/two-factor/verify-totp', { code: totpCode(uri, Date.now()), trustDevice: true })
    expect([...other.cookies.keys()]).toEqual(['mufakat.session_token'])
    expect((await signIn(other, input.userId)).body).toEqual({ secondFactor: true })
  })

  test('can be switched off with the password', async () => {
    const { client, input } = await newCustomer()
    await withSecondFactor(client)
    expect((await client.post('/api/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200)
    expect((await signIn(createClient(worker), input.userId)).body).toEqual({ secondFactor: false })
  })
})

describe('a change that carries a cookie', () => {
  test.each([
    ['another origin', { origin: 'https://jahat.example', 'sec-fetch-site': 'cross-site' }],
    ['another origin that claims same-origin', { origin: 'https://jahat.example' }],
    ['no origin at all', { origin: '', 'sec-fetch-site': '' }],
  ])('from %s is refused', async (_from, headers) => {
    const { client } = await newCustomer()
    for (const path of ['/api/v1/acceptances', '/api/auth/sign-out', '/api/auth/change-password']) {
      const answer = await client.post(path, {}, headers)
      expect({ path, status: answer.status, code: answer.body.code }).toEqual({ path, status: 403, code: 'cross_site' })
    }
    expect(await isSignedIn(client)).toBe(true)
  })

  test('must be JSON', async () => {
    const { client } = await newCustomer()
    expect((await client.post('/api/auth/sign-out', 'x=1', { 'content-type': 'text/plain' })).status).toBe(415)
  })
})

describe('logs', () => {
  test('hold no name, address, password or token', async () => {
    const input = registration(NOW, { name: 'Nama Rahasia Sekali' })
    await createClient(worker).post('/api/v1/registrations', input)
    await signIn(createClient(worker), input.userId, 'salah sekali ya')
    await createClient(worker).post('/api/auth/request-password-reset', { email: input.email, redirectTo: 'https://jahat.example' })
    const lines = worker.logs().map((line) => line.message)
    for (const secret of ['Nama Rahasia Sekali', input.email, input.userId, PASSWORD, 'salah sekali ya', 'jahat.example']) {
      expect(lines.filter((line) => line.includes(secret))).toEqual([])
    }
  })
})
