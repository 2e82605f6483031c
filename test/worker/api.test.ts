import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient, customerOf } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('production')
})
afterAll(() => worker.close())

describe('the API', () => {
  test('describes itself as OpenAPI 3.1, every operation with its problem', async () => {
    const { status, body } = await createClient(worker).get('/api/openapi.json')
    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/registrations',
        '/sign-in',
        '/me',
        '/policies',
        '/acceptances',
        '/agreements',
        '/agreements/outstanding',
        '/receipts/{id}',
      ]),
    )
    for (const item of Object.values<Record<string, { responses: object }>>(body.paths)) {
      for (const operation of Object.values(item)) {
        expect(operation.responses).toMatchObject({ default: { $ref: '#/components/responses/Problem' } })
      }
    }
  })

  test.each(['/api/v1/nothing', '/api/nothing', '/api/auth/nothing'])(
    'an unknown address, %s, is a problem in the reader’s language',
    async (path) => {
      const answer = await createClient(worker).get(path, { 'accept-language': 'en-GB,en;q=0.9' })
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.headers.get('content-language')).toBe('en')
      expect(answer.body).toMatchObject({ code: 'not_found', title: 'Not found', status: 404 })
    },
  )

  test('what it answers is kept by nobody, but for the public keys', async () => {
    const { client } = await customerOf(worker, Date.now())
    for (const path of ['/api/v1/me', '/api/v1/agreements', '/api/v1/policies', '/api/auth/get-session', '/api/v1/nothing']) {
      expect((await client.get(path)).headers.get('cache-control'), path).toBe('no-store')
    }
    expect((await client.get('/.well-known/jwks.json')).headers.get('cache-control')).toBe('public, max-age=3600')
  })

  test('an error of ours says nothing of its cause, in the answer or in the log', async () => {
    await worker.db.prepare('ALTER TABLE auth_user RENAME TO hidden_away').run()
    const answer = await createClient(worker).post('/api/v1/sign-in', { login: 'someone.secret', password: 'a secret password' })
    expect(answer.status).toBe(500)
    expect(answer.body).toMatchObject({ code: 'internal' })
    const said = [JSON.stringify(answer.body), ...worker.logs().map((line) => line.message)].join('\n')
    for (const secret of ['someone.secret', 'a secret password', 'auth_user', 'SELECT', 'select']) expect(said).not.toContain(secret)
    await worker.db.prepare('ALTER TABLE hidden_away RENAME TO auth_user').run()
  })
})
