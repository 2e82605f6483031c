import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requireStaff } from '../../worker/auth/middleware.ts'
import { staffStatements } from '../../worker/auth/staff.ts'
import { createContext, type Env } from '../../worker/context.ts'
import type { AppBindings } from '../../worker/door.ts'
import { type Client, createClient, customerOf, PASSWORD } from '../support/client.ts'
import { totpCode } from '../support/totp.ts'
import { type RunningWorker, startWorker, TEST_SECRETS } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('production')
})
afterAll(() => worker.close())

/** A staff door as any slice would open one, over the same database. */
async function enterStaffDoor(client: Client): Promise<{ status: number; code?: string }> {
  const door = new Hono<AppBindings>()
  const env = { DB: worker.db, ...TEST_SECRETS } as unknown as Env
  door.use('*', async (c, next) => {
    c.set('context', createContext(env, Date.now(), 'id'))
    await next()
  })
  door.get('/staff', requireStaff, (c) => c.json({ as: c.var.visitor.user.userId }))
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await door.request('/staff', { headers: { cookie } }, env)
  return { status: answer.status, ...(answer.ok ? {} : { code: ((await answer.json()) as { code: string }).code }) }
}

describe('a staff door', () => {
  test('lets in staff whose session began with the second factor, and nobody else', async () => {
    const member = { name: 'Petugas', userId: 'petugas', email: 'petugas@example.com', password: PASSWORD }
    for (const statement of await staffStatements(member, Date.now())) await worker.db.prepare(statement).run()
    const staff = createClient(worker)
    expect((await staff.post('/api/v1/sign-in', { login: 'petugas', password: PASSWORD })).body).toEqual({ secondFactor: false })
    expect(await enterStaffDoor(staff)).toEqual({ status: 403, code: 'second_factor_required' })

    const before = createClient(worker)
    await before.post('/api/v1/sign-in', { login: 'petugas', password: PASSWORD })
    const { body } = await staff.post('/api/auth/two-factor/enable', { password: PASSWORD })
    await staff.post('/api/auth/two-factor/verify-totp', { code: totpCode(body.totpURI, Date.now()) })
    expect(await enterStaffDoor(staff)).toEqual({ status: 200 })
    expect(await enterStaffDoor(before), 'a session from before the second factor').toEqual({ status: 403, code: 'second_factor_required' })

    const again = createClient(worker)
    await again.post('/api/v1/sign-in', { login: 'petugas', password: PASSWORD })
    expect(await enterStaffDoor(again), 'between password and code').toEqual({ status: 401, code: 'signed_out' })
    await again.post('/api/auth/two-factor/verify-backup-code', { code: body.backupCodes[0] })
    expect(await enterStaffDoor(again)).toEqual({ status: 200 })
  })

  test('refuses customers, and the customers’ doors refuse staff', async () => {
    const { client } = await customerOf(worker, Date.now())
    expect(await enterStaffDoor(client)).toEqual({ status: 403, code: 'not_staff' })
    const staff = createClient(worker)
    const member = { name: 'Petugas Dua', userId: 'petugas2', email: 'petugas2@example.com', password: PASSWORD }
    for (const statement of await staffStatements(member, Date.now())) await worker.db.prepare(statement).run()
    await staff.post('/api/v1/sign-in', { login: 'petugas2', password: PASSWORD })
    const answer = await staff.get('/api/v1/agreements')
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 403, code: 'not_a_customer' })
    expect((await staff.get('/api/v1/me')).body).toMatchObject({ user: { role: 'staff' }, customer: null })
  })

  test('a customer who becomes staff acts for nobody any more', async () => {
    const { client, input } = await customerOf(worker, Date.now())
    await worker.db.prepare(`UPDATE auth_user SET role = 'staff' WHERE username = ?`).bind(input.userId).run()
    expect((await client.get('/api/v1/accounts')).body.code).toBe('not_a_customer')
    expect((await client.get('/api/v1/me')).body).toMatchObject({ user: { role: 'staff' }, customer: null, actsFor: [] })
  })

  test('in production the session cookie is secure, HttpOnly and bound to this site', async () => {
    const input = await customerOf(worker, Date.now())
    const answer = await createClient(worker).post('/api/v1/sign-in', { login: input.input.userId, password: PASSWORD })
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('mufakat.session_token=')) ?? ''
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute)
  })
})
