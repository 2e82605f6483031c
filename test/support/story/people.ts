/** Who acts: customers and staff, each at their own address, signing in again once their session is over. */
import type { Language } from '../../../content/schema.ts'
import { type Answer, type Client, createClient, PASSWORD, registration } from '../client.ts'
import { staffOf } from '../staff.ts'
import type { RunningWorker } from '../worker.ts'

type Method = 'GET' | 'POST' | 'DELETE'

/** An answer that must be a success; `refused` is for what the story expects to be refused. */
export interface Caller {
  get(path: string): Promise<Answer['body']>
  post(path: string, body?: object): Promise<Answer['body']>
  delete(path: string, body?: object): Promise<Answer['body']>
  refused(path: string, body?: object): Promise<Answer>
}

export interface Person extends Caller {
  readonly name: string
  readonly userId: string
  /** Null for somebody who only acts for a company of the story. */
  readonly customer: string | null
  readonly receipts: readonly { readonly id: string; readonly document: string }[]
}

let keys = 0

function callerOf(client: () => Promise<Client>, renew: () => Promise<void>, language: Language): Caller {
  const ask = async (method: Method, path: string, body?: object): Promise<Answer> => {
    const headers = { 'idempotency-key': `story-key-${++keys}`, 'accept-language': language }
    const send = async () => (await client()).send(method, `/api/v1${path}`, body, headers)
    const first = await send()
    if (first.status !== 401) return first
    await renew()
    return send()
  }
  const must = async (method: Method, path: string, body?: object): Promise<Answer['body']> => {
    const answer = await ask(method, path, body)
    if (answer.status < 300) return answer.body
    throw new Error(`The story is wrong: ${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  return {
    get: (path) => must('GET', path),
    post: (path, body = {}) => must('POST', path, body),
    delete: (path, body) => must('DELETE', path, body),
    async refused(path, body = {}) {
      const answer = await ask('POST', path, body)
      if (answer.status < 400) throw new Error(`The story is wrong: POST ${path} should be refused, and answered ${answer.status}`)
      return answer
    },
  }
}

/** Somebody who has a user already. */
export function personOf(
  worker: RunningWorker,
  who: Pick<Person, 'name' | 'userId' | 'customer' | 'receipts'>,
  language: Language,
  client = createClient(worker, { 'cf-connecting-ip': `203.0.113.${who.name.length}` }),
): Person {
  const signIn = async () => {
    const signed = await client.post('/api/v1/sign-in', { login: who.userId, password: PASSWORD })
    if (signed.status !== 200) throw new Error(`${who.name} could not sign in: ${JSON.stringify(signed.body)}`)
  }
  return { ...who, ...callerOf(async () => client, signIn, language) }
}

export async function registerPerson(
  worker: RunningWorker,
  name: string,
  about: Record<string, unknown>,
  language: Language,
  now: number,
): Promise<Person> {
  const client = createClient(worker, { 'cf-connecting-ip': `203.0.113.${name.length}` })
  const input = registration(now, { language, clientTime: new Date(now).toISOString(), ...about })
  const made = await client.post('/api/v1/registrations', input)
  if (made.status !== 201) throw new Error(`registration answered ${made.status}: ${JSON.stringify(made.body)}`)
  const { customerId: customer, receipts } = made.body
  return personOf(worker, { name, userId: input.userId, customer, receipts }, language, client)
}

/** Staff work in short sessions: each that ends is followed by another. */
export function officeOf(worker: RunningWorker, language: Language, now: () => number): Caller {
  let client: Client | undefined
  const current = async () => {
    client ??= await staffOf(worker, now())
    return client
  }
  const renew = async () => {
    client = undefined
  }
  return callerOf(current, renew, language)
}
