/** A browser-like client of the running Worker: keeps cookies, says where it comes from, speaks JSON. */
import type { RegistrationAnswer } from '../../worker/customers/schemas.ts'
import { policies } from '../../worker/policies/generated.ts'
import { inForceAt } from '../../worker/policies/rules/in-force.ts'
import type { RunningWorker } from './worker.ts'

/** What a test reads of an answer; fields are asserted, not typed. */
// biome-ignore lint/suspicious/noExplicitAny: the body of a test's answer is whatever the test then asserts
export type Body = any

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  readonly cookies: Map<string, string>
}

export function createClient(worker: Pick<RunningWorker, 'fetch' | 'url'>, always: Record<string, string> = {}): Client {
  const cookies = new Map<string, string>()
  const send = async (method: string, path: string, body: unknown, extra: Record<string, string> = {}): Promise<Answer> => {
    const headers: Record<string, string> = { origin: worker.url.origin, 'sec-fetch-site': 'same-origin', ...always, ...extra }
    if (cookies.size > 0) headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (body !== undefined) headers['content-type'] ??= 'application/json'
    const response = await worker.fetch(path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(cookie)) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
  }
  return {
    cookies,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    delete: (path, body, headers) => send('DELETE', path, body, headers),
  }
}

export const PASSWORD = 'sebuah kalimat rahasia'

/** Terms, SLA and privacy as a new customer is shown them at an instant. */
export function shownAt(now: number, language: 'id' | 'en' = 'id') {
  return (['terms', 'sla', 'privacy'] as const).map((document) => {
    const version = inForceAt(policies, document, now, 'new', 'Asia/Jakarta')
    if (!version) throw new Error(`no ${document} is in force`)
    return { document, version: version.version, language, digest: version.digests[language], shownAt: now - 60_000 }
  })
}

let counter = 0

/** A registration that is accepted as it stands; a test changes the one thing it is about. */
export function registration(now: number, changes: Record<string, unknown> = {}) {
  counter += 1
  const userId = `budi${counter}x${Math.floor(Math.random() * 1e6)}`
  return {
    ...{ kind: 'person', name: 'Budi Santoso', userId, email: `${userId}@example.com`, phone: '+62 812-5550-0100' },
    ...{ address: 'Jalan Contoh 1, Bandung', country: 'ID', bornOn: '1990-05-17', password: PASSWORD, language: 'id' },
    ...{ acceptances: shownAt(now), page: '/daftar', clientTime: '2026-11-25T10:00:00+07:00' },
    ...changes,
  }
}

/** Registers and signs in; the client then holds the session. */
export async function customerOf(worker: Pick<RunningWorker, 'fetch' | 'url'>, now: number, changes: Record<string, unknown> = {}) {
  const client = createClient(worker)
  const input = registration(now, changes)
  const made = await client.post('/api/v1/registrations', input)
  if (made.status !== 201) throw new Error(`registration answered ${made.status}: ${JSON.stringify(made.body)}`)
  const answer: RegistrationAnswer = made.body
  const signed = await client.post('/api/v1/sign-in', { login: input.userId, password: PASSWORD })
  if (signed.status !== 200) throw new Error(`sign-in answered ${signed.status}: ${JSON.stringify(signed.body)}`)
  return { client, input, customerId: answer.customerId, receipts: answer.receipts }
}

/** Every table and how many rows it holds. */
export async function rowCounts(worker: Pick<RunningWorker, 'db'>): Promise<Record<string, number>> {
  const { results } = await worker.db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'")
    .all<{ name: string }>()
  const counts = results.map(({ name }) => `(SELECT count(*) FROM "${name}") AS "${name}"`)
  return (await worker.db.prepare(`SELECT ${counts.join(', ')}`).first<Record<string, number>>()) ?? {}
}
