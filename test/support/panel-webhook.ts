/** A receiver of Standard Webhooks that checks signatures as the specification tells receivers to, written apart from our sender. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Told {
  readonly id: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface WebhookReceiver {
  readonly url: string
  /** Each id once, however often it came. */
  readonly told: readonly Told[]
  readonly attempts: number
  readonly rejected: readonly string[]
  /** Status codes of the coming answers; the message is taken all the same. */
  readonly answers: number[]
  close(): Promise<void>
}

const TOLERANCE_SECONDS = 5 * 60

/** @returns why the message is not believed; undefined: it is. */
function doubt(secret: string, headers: { readonly [name: string]: unknown }, body: string, nowSeconds: number): string | undefined {
  const [id, timestamp, signatures] = [headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature']].map(String)
  if (!id || !timestamp || !signatures) return 'headers'
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return 'timestamp'
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  const matches = signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return matches ? undefined : 'signature'
}

/** @param nowSeconds the receiver’s clock. */
export async function openWebhookReceiver(secret: string, nowSeconds: () => number): Promise<WebhookReceiver> {
  const told = new Map<string, Told>()
  const rejected: string[] = []
  const answers: number[] = []
  let attempts = 0
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    attempts++
    const reason = doubt(secret, request.headers, body, nowSeconds())
    if (reason !== undefined) {
      rejected.push(reason)
      return void response.writeHead(401).end()
    }
    const { type, data } = JSON.parse(body) as Omit<Told, 'id'>
    const id = String(request.headers['webhook-id'])
    told.set(id, { id, type, data })
    response.writeHead(answers.shift() ?? 204).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    get told() {
      return [...told.values()]
    },
    get attempts() {
      return attempts
    },
    rejected,
    answers,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
