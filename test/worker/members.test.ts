/** Several people of one company: asked, joined, each in a role, and gone again; on the real Worker. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { visitorOf } from '../../worker/auth/reads.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { invite as askFor, changeRole, remove } from '../../worker/customers/members/actions.ts'
import { type Client, createClient, customerOf, PASSWORD } from '../support/client.ts'
import { historyOf, rows } from '../support/history.ts'
import { type RunningWorker, startWorker, TEST_SECRETS } from '../support/worker.ts'

const NOW = '2026-11-25T03:00:00Z'
const at = (iso: string) => Date.parse(iso)
const ROLES = ['owner', 'billing', 'technical'] as const
type Role = (typeof ROLES)[number]

let worker: RunningWorker
let company: Awaited<ReturnType<typeof customerOf>>
let counter = 0

const aCompany = () =>
  customerOf(worker, at(NOW), { kind: 'company', bornOn: undefined, company: { name: 'PT Maju', authority: 'Direktur' } })

beforeAll(async () => {
  worker = await startWorker()
})
beforeEach(async () => {
  await worker.setClock(NOW)
  company = await aCompany()
})
afterAll(() => worker.close())

const freshEmail = () => `orang${++counter}@example.com`
const invite = (email: string, role: Role = 'billing', client: Client = company.client, key = `invite-${++counter}-key`) =>
  client.post('/api/v1/members/invitations', { email, role }, { 'idempotency-key': key })

/** The secret in the newest invitation's mail. */
async function tokenFor(email: string): Promise<string> {
  const mails = (await (await worker.fetch('/api/dev/mail')).json()) as { to: string; kind: string; links: { accept: string } }[]
  const mail = mails.find(({ to, kind }) => to === email && kind === 'member_invited')
  return new URL(mail?.links.accept ?? 'https://none.invalid').searchParams.get('token') ?? ''
}

const someone = (token: string, changes: Record<string, unknown> = {}) => ({
  ...{ token, name: 'Tini', userId: `tini${++counter}`, password: PASSWORD, language: 'id' },
  ...changes,
})

/** Asked, joined and signed in. */
async function member(role: Role, client: Client = company.client) {
  const email = freshEmail()
  await invite(email, role, client)
  const input = someone(await tokenFor(email), role === 'owner' ? { authority: 'Komisaris' } : {})
  const joined = await createClient(worker).post('/api/v1/invitations/new-user', input)
  expect(joined.status).toBe(201)
  const theirs = createClient(worker)
  expect((await theirs.post('/api/v1/sign-in', { login: input.userId, password: PASSWORD })).status).toBe(200)
  return { client: theirs, user: String(joined.body.user), email }
}

const membersOf = async (client: Client = company.client) => (await client.get('/api/v1/members')).body.members
const owner = async () => String((await membersOf())[0].user)
const sessionTokenOf = async (user: string) =>
  (await rows<{ token: string }>(worker.db, 'SELECT token FROM auth_session WHERE user_id = ?', user))[0]?.token ?? ''

describe('asking somebody', () => {
  test('sends a link to the address alone, good for seven days; the database keeps only its digest', async () => {
    const email = freshEmail()
    const asked = await invite(email)
    expect(asked).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^itn_a/) } })
    expect(Math.round((at(asked.body.expiresAt) - at(NOW)) / 3_600_000)).toBe(7 * 24)
    const token = await tokenFor(email)
    expect(token.length).toBeGreaterThan(40)
    expect(JSON.stringify(await rows(worker.db, 'SELECT * FROM invitations WHERE email = ?', email))).not.toContain(token)
    expect(asked.body).not.toHaveProperty('token')
    const looked = await createClient(worker).post('/api/v1/invitations/look', { token })
    expect(looked).toMatchObject({ status: 200, body: { company: 'PT Maju', email, role: 'billing', hasUser: false } })
  })

  test('leaves an event that names people by id and holds no address', async () => {
    const email = freshEmail()
    await invite(email)
    const event = (await historyOf(worker.db, company.customerId)).at(-1)
    expect(event).toMatchObject({ type: 'member.invited', body: { role: 'billing', by: await owner() } })
    expect(JSON.stringify(event)).not.toContain('@')
  })

  test('repeated with the same key is one invitation; without a key it is refused', async () => {
    const email = freshEmail()
    const first = await invite(email, 'billing', company.client, 'the-same-key')
    expect(await invite(email, 'billing', company.client, 'the-same-key')).toMatchObject({ status: 201, body: first.body })
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM invitations WHERE email = ?', email)).toEqual([{ n: 1 }])
    const keyless = await company.client.post('/api/v1/members/invitations', { email, role: 'billing' })
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } })
  })

  test('two at once both go out; to one address, one link is left that opens', async () => {
    const [one, two, same] = [freshEmail(), freshEmail(), freshEmail()]
    expect((await Promise.all([invite(one), invite(two)])).map(({ status }) => status)).toEqual([201, 201])
    await Promise.all([invite(same), invite(same, 'technical')])
    const open = 'SELECT count(*) AS n FROM invitations WHERE email = ? AND accepted_at IS NULL AND revoked_at IS NULL'
    expect(await rows(worker.db, open, same)).toEqual([{ n: 1 }])
  })

  test('again makes the earlier link open nothing', async () => {
    const email = freshEmail()
    await invite(email)
    const token = await tokenFor(email)
    await invite(email, 'technical')
    const looked = await createClient(worker).post('/api/v1/invitations/look', { token })
    expect(looked).toMatchObject({ status: 409, body: { code: 'invitation_revoked' } })
  })

  test('is refused to a person, to a member, and after twenty a day', async () => {
    const sari = await customerOf(worker, at(NOW))
    expect(await invite(freshEmail(), 'billing', sari.client)).toMatchObject({ status: 409, body: { code: 'only_companies' } })
    expect(await invite(company.input.email)).toMatchObject({ status: 409, body: { code: 'already_member', errors: [{ field: 'email' }] } })
    for (let n = 0; n < 20; n++) await invite(freshEmail())
    expect(await invite(freshEmail())).toMatchObject({ status: 429, body: { code: 'too_many_invitations' } })
  })
})

describe('joining', () => {
  test('as somebody new sets up a user with a verified address, and the company is told', async () => {
    const { client, user, email } = await member('technical')
    const me = (await client.get('/api/v1/me')).body
    expect(me).toMatchObject({ user: { id: user, email, emailVerified: true }, customer: { id: company.customerId, role: 'technical' } })
    expect((await historyOf(worker.db, company.customerId)).at(-1)).toMatchObject({
      type: 'member.joined',
      body: { user, role: 'technical' },
    })
    const inbox = (await company.client.get('/api/v1/notices')).body
    expect(inbox.map(({ title }: { title: string }) => title)).toContain('Tini bergabung')
  })

  test('opens once', async () => {
    const email = freshEmail()
    await invite(email)
    const token = await tokenFor(email)
    expect((await createClient(worker).post('/api/v1/invitations/new-user', someone(token))).status).toBe(201)
    const again = await createClient(worker).post('/api/v1/invitations/new-user', someone(token))
    expect(again).toMatchObject({ status: 409, body: { code: 'invitation_used' } })
  })

  test('twice at once makes one member', async () => {
    const email = freshEmail()
    await invite(email)
    const token = await tokenFor(email)
    const answers = await Promise.all([1, 2].map(() => createClient(worker).post('/api/v1/invitations/new-user', someone(token))))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await membersOf()).toHaveLength(2)
  })

  test('ends with the seventh day', async () => {
    const email = freshEmail()
    await invite(email)
    const token = await tokenFor(email)
    await worker.setClock(at(NOW) + 7 * 24 * 3_600_000 + 60_000)
    const late = await createClient(worker).post('/api/v1/invitations/new-user', someone(token))
    expect(late).toMatchObject({ status: 409, body: { code: 'invitation_expired' } })
  })

  test.each([
    ['a link that nobody sent', () => someone('x'.repeat(43)), 404, 'invitation_unknown'],
    ['a weak password', (token: string) => someone(token, { password: 'pendek' }), 422, 'invalid_input'],
    ['a taken user id', (token: string) => someone(token, { userId: company.input.userId }), 409, 'user_id_taken'],
  ])('with %s is refused', async (_, input, status, code) => {
    const email = freshEmail()
    await invite(email)
    const answer = await createClient(worker).post('/api/v1/invitations/new-user', input(await tokenFor(email)))
    expect(answer).toMatchObject({ status, body: { code } })
    expect(await membersOf()).toHaveLength(1)
  })

  test('as an owner asks for the authority to bind the company', async () => {
    const email = freshEmail()
    await invite(email, 'owner')
    const token = await tokenFor(email)
    const answer = await createClient(worker).post('/api/v1/invitations/new-user', someone(token))
    expect(answer).toMatchObject({ status: 422, body: { code: 'authority_missing' } })
    expect((await createClient(worker).post('/api/v1/invitations/new-user', someone(token, { authority: 'Komisaris' }))).status).toBe(201)
  })

  test('with a user one has takes signing in, with the invited address', async () => {
    const [sari, budi] = [await customerOf(worker, at(NOW)), await customerOf(worker, at(NOW))]
    const email = String(sari.input.email)
    await invite(email)
    const token = await tokenFor(email)
    const asNew = await createClient(worker).post('/api/v1/invitations/new-user', someone(token))
    expect(asNew).toMatchObject({ status: 409, body: { code: 'sign_in_to_accept' } })
    const other = await budi.client.post('/api/v1/invitations/joining', { token })
    expect(other).toMatchObject({ status: 403, body: { code: 'invitation_for_another' } })
    expect((await createClient(worker).post('/api/v1/invitations/joining', { token })).status).toBe(401)
    expect((await sari.client.post('/api/v1/invitations/joining', { token })).status).toBe(200)
    const me = (await sari.client.get('/api/v1/me')).body
    expect(me.customer).toMatchObject({ id: company.customerId, role: 'billing' })
    expect(me.actsFor.map(({ id }: { id: string }) => id)).toEqual([sari.customerId, company.customerId])
  })
})

describe('acting for several customers', () => {
  test('a session acts for the one it chose, another session for its own; a stranger’s is not there', async () => {
    const sari = await customerOf(worker, at(NOW))
    await invite(String(sari.input.email), 'technical')
    await sari.client.post('/api/v1/invitations/joining', { token: await tokenFor(String(sari.input.email)) })
    const elsewhere = createClient(worker)
    await elsewhere.post('/api/v1/sign-in', { login: sari.input.userId, password: PASSWORD })
    expect((await elsewhere.get('/api/v1/me')).body.customer.id).toBe(sari.customerId)
    expect((await sari.client.get('/api/v1/me')).body.customer.id).toBe(company.customerId)
    expect((await sari.client.post('/api/v1/acting', { customer: sari.customerId })).status).toBe(200)
    expect((await sari.client.get('/api/v1/me')).body.customer).toMatchObject({ id: sari.customerId, role: 'owner' })
    const stranger = await aCompany()
    expect(await sari.client.post('/api/v1/acting', { customer: stranger.customerId })).toMatchObject({ status: 404 })
  })
})

describe('one key of a person who acts for two companies', () => {
  test('is another key for the other company: each gets what was asked for it', async () => {
    const other = await aCompany()
    await invite(String(company.input.email), 'owner', other.client)
    const token = await tokenFor(String(company.input.email))
    expect((await company.client.post('/api/v1/invitations/joining', { token, authority: 'Direktur' })).status).toBe(200)
    const order = { package: 'hosting-mulai', term: 'yearly', domain: 'dua-perusahaan.example', page: '/akun/pesan' }
    const asked = async (customer: string) => {
      expect((await company.client.post('/api/v1/acting', { customer })).status).toBe(200)
      const ordered = await company.client.post('/api/v1/orders', order, { 'idempotency-key': 'one-key-for-both' })
      const invited = await invite('sekretaris@example.com', 'billing', company.client, 'one-key-for-both')
      expect([ordered.status, invited.status]).toEqual([201, 201])
      return [ordered.body.account, invited.body.id]
    }
    const mine = await asked(company.customerId)
    const theirs = await asked(other.customerId)
    expect(theirs).not.toEqual(mine)
    expect(await asked(company.customerId)).toEqual(mine)
    const owners = await rows<{ customer: string }>(
      worker.db,
      'SELECT customer FROM accounts WHERE id IN (?, ?) ORDER BY created_at',
      mine[0],
      theirs[0],
    )
    expect(owners.map(({ customer: owner }) => owner).sort()).toEqual([company.customerId, other.customerId].sort())
  })
})

describe('roles', () => {
  test('change from the next request on; making somebody an owner takes their authority', async () => {
    const { client, user } = await member('technical')
    expect((await client.get('/api/v1/invoices')).status).toBe(403)
    const toOwner = await company.client.post(`/api/v1/members/${user}/role`, { role: 'owner' })
    expect(toOwner).toMatchObject({ status: 422, body: { code: 'authority_missing' } })
    expect((await company.client.post(`/api/v1/members/${user}/role`, { role: 'billing' })).status).toBe(200)
    expect((await client.get('/api/v1/invoices')).status).toBe(200)
    expect((await historyOf(worker.db, company.customerId)).at(-1)).toMatchObject({
      type: 'member.role_changed',
      body: { user, from: 'technical', to: 'billing', by: await owner() },
    })
  })

  test('an owner accepts documents with their own authority', async () => {
    const { client, user } = await member('owner')
    const [first] = (await client.get('/api/v1/agreements/outstanding')).body
    const decisions = [
      { document: first.document, version: first.version, language: 'id', digest: first.digest.id, shownAt: at(NOW), decision: 'accepted' },
    ]
    const accepted = await client.post('/api/v1/acceptances', { decisions, page: '/akun' }, { 'idempotency-key': 'members-accept' })
    expect(accepted.status).toBe(201)
    const [row] = await rows(worker.db, 'SELECT user, authority FROM acceptances WHERE id = ?', accepted.body.acceptances[0].id)
    expect(row).toEqual({ user, authority: 'Komisaris' })
  })
})

describe('leaving', () => {
  test('a removed member’s open session loses access at once, and they are told', async () => {
    const { client, user, email } = await member('billing')
    expect((await client.get('/api/v1/accounts')).status).toBe(200)
    expect((await company.client.post(`/api/v1/members/${user}/removal`, {})).status).toBe(200)
    expect(await client.get('/api/v1/accounts')).toMatchObject({ status: 403, body: { code: 'not_a_customer' } })
    expect((await client.get('/api/v1/me')).body).toMatchObject({ customer: null, actsFor: [] })
    const mails = (await (await worker.fetch('/api/dev/mail')).json()) as { to: string; kind: string }[]
    expect(mails.some(({ to, kind }) => to === email && kind === 'member_removed')).toBe(true)
  })

  test('the last owner cannot leave, be removed or take another role; of two, one can', async () => {
    const me = await owner()
    const refused = { status: 409, body: { code: 'last_owner' } }
    expect(await company.client.post('/api/v1/members/leaving', {})).toMatchObject(refused)
    expect(await company.client.post(`/api/v1/members/${me}/removal`, {})).toMatchObject(refused)
    expect(await company.client.post(`/api/v1/members/${me}/role`, { role: 'billing' })).toMatchObject(refused)
    const second = await member('owner')
    const both = await Promise.all([company.client.post('/api/v1/members/leaving', {}), second.client.post('/api/v1/members/leaving', {})])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test.each([
    ['removed', (user: string) => company.client.post(`/api/v1/members/${user}/removal`, {})],
    ['given another role', (user: string) => company.client.post(`/api/v1/members/${user}/role`, { role: 'billing' })],
  ])('what an owner asked opens nothing once they are %s', async (_, end) => {
    const second = await member('owner')
    const [theirs, mine] = [freshEmail(), freshEmail()]
    await invite(theirs, 'owner', second.client)
    await invite(mine)
    const token = await tokenFor(theirs)
    expect((await end(second.user)).status).toBe(200)
    const answer = await createClient(worker).post('/api/v1/invitations/new-user', someone(token, { authority: 'Komisaris' }))
    expect(answer).toMatchObject({ status: 409, body: { code: 'invitation_revoked' } })
    const open = (await company.client.get('/api/v1/members')).body.invitations
    expect(open.map(({ email }: { email: string }) => email)).toEqual([mine])
  })

  test('an owner who was let in at the door and removed a moment later changes nothing any more', async () => {
    const [second, third] = [await member('owner'), await member('technical')]
    const context = createContext({ DB: worker.db, ...TEST_SECRETS } as unknown as Env, at(NOW), 'id')
    const visitor = await visitorOf(context.db, await sessionTokenOf(second.user), Date.now())
    if (!visitor?.customer) throw new Error('no visitor')
    expect((await company.client.post(`/api/v1/members/${second.user}/removal`, {})).status).toBe(200)
    const late = { ...visitor, customer: visitor.customer }
    const outcomes = [
      await askFor(context, late, { email: freshEmail(), role: 'owner' }, 'asked-too-late'),
      await remove(context, late, third.user),
      await changeRole(context, late, third.user, { role: 'billing' }),
    ]
    expect(outcomes).toEqual(outcomes.map(() => ({ ok: false, failure: { reason: 'lost_race' } })))
    expect(await membersOf()).toHaveLength(2)
  })

  test('another company’s person or invitation is not there', async () => {
    const theirs = await aCompany()
    const { user } = await member('billing', theirs.client)
    const asked = await invite(freshEmail(), 'billing', theirs.client)
    for (const path of [`/members/${user}/removal`, `/members/invitations/${asked.body.id}/withdrawal`]) {
      expect(await company.client.post(`/api/v1${path}`, {})).toMatchObject({ status: 404, body: { code: 'member_not_found' } })
    }
    expect(await company.client.post(`/api/v1/members/${user}/role`, { role: 'owner', authority: 'x1' })).toMatchObject({ status: 404 })
    expect(await membersOf(theirs.client)).toHaveLength(2)
  })
})

/** Who gets past the door: what lies behind it may still find nothing (404) or refuse the body (422). */
const DOORS: Readonly<Record<string, readonly Role[]>> = {
  ...Object.fromEntries(
    ['GET /accounts', 'GET /accounts/{id}', 'GET /accounts/{id}/cancellation', 'GET /accounts/{id}/changes', 'GET /agreements']
      .concat(['GET /agreements/outstanding', 'GET /receipts/{id}', 'GET /notices', 'POST /notices/read', 'GET /looks', 'GET /members'])
      .concat(['GET /accounts/{id}/purge'])
      .map((door) => [door, ROLES]),
  ),
  ...Object.fromEntries(
    ['GET /invoices', 'GET /invoices/{id}', 'POST /invoices/{id}/pay', 'GET /checkout', 'POST /orders', 'POST /accounts/{id}/changes']
      .concat(['DELETE /accounts/{id}/changes', 'POST /accounts/{id}/cancellation', 'DELETE /accounts/{id}/cancellation'])
      .concat(['POST /accounts/{id}/cancellation/confirm', 'GET /credits', 'POST /invoices/{id}/credit'])
      .map((door) => [door, ['owner', 'billing'] as const]),
  ),
  ...Object.fromEntries(
    ['GET /accounts/{id}/backups', 'POST /accounts/{id}/backups', 'POST /accounts/{id}/restores']
      .concat(['POST /accounts/{id}/restores/{restore}/accept'])
      .map((door) => [door, ['owner', 'technical'] as const]),
  ),
  ...Object.fromEntries(
    ['POST /acceptances', 'POST /members/invitations', 'POST /members/invitations/{id}/withdrawal', 'POST /members/{id}/role']
      .concat(['POST /members/{id}/removal'])
      .map((door) => [door, ['owner'] as const]),
  ),
}

/** Open to anyone, or to anyone signed in; staff doors ask for staff. `leaving` is for all, and tried above. */
const OTHERS =
  /^(GET|POST|PUT|DELETE) (\/staff\/.*|\/catalog|\/ways-to-pay|\/policies|\/me|\/acting|\/sign-in|\/registrations|\/invitations\/.*|\/members\/leaving)$/

describe('every door asks for the role', () => {
  test('and every door of the API stands in the table', async () => {
    const { paths } = (await (await worker.fetch('/api/openapi.json')).json()) as { paths: Record<string, object> }
    const doors = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`))
    expect(doors.filter((door) => !OTHERS.test(door)).sort()).toEqual(Object.keys(DOORS).sort())
  })

  test.each(ROLES)('as %s', async (role) => {
    const client = role === 'owner' ? company.client : (await member(role)).client
    const headers = { 'idempotency-key': 'every-door-asks' }
    const passed: string[] = []
    for (const door of Object.keys(DOORS)) {
      const [verb = '', path = ''] = door.split(' ')
      const address = `/api/v1${path.replaceAll(/\{\w+\}/g, 'none')}`
      const answer = await client.send(verb, address, verb === 'POST' ? {} : undefined, headers)
      if (answer.body.code !== 'role_not_enough') passed.push(door)
    }
    const mine = Object.entries(DOORS).filter(([, roles]) => roles.includes(role))
    expect(passed.sort()).toEqual(mine.map(([door]) => door).sort())
  })
})
