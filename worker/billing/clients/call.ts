/** One HTTP call to a gateway. It is never repeated here: whoever asks knows whether asking twice could charge twice. */
import type { z } from 'zod'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { GatewayFailure } from './gateway.ts'

/** A gateway's webhook waits about this long for us, so asking it back may not take longer. */
const TIMEOUT_MS = 8_000

/** No answer of a gateway is longer; what is, is not read. */
const MOST_CHARACTERS = 262_144

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** User name of Basic authentication; the password is empty. */
  readonly key: string
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMilliseconds?: number | undefined
}

export interface Answer {
  readonly status: number
  readonly text: string
  /** Parsed; undefined where it is not JSON. */
  readonly json: unknown
}

type Unanswered = Extract<GatewayFailure, { reason: 'gateway_silent' | 'gateway_unavailable' }>

/** @returns every answer below 500 but 429, refusals included; what they mean is the gateway's own. */
export async function call({
  method,
  url,
  key,
  body,
  headers,
  timeoutMilliseconds = TIMEOUT_MS,
}: Call): Promise<Result<Answer, Unanswered>> {
  let answer: { status: number; text: string }
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Basic ${btoa(`${key}:`)}`, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    answer = { status: response.status, text: await response.text() }
  } catch {
    return fail({ reason: 'gateway_silent', afterMilliseconds: timeoutMilliseconds })
  }
  if (answer.status >= 500 || answer.status === 429) return fail({ reason: 'gateway_unavailable', status: answer.status })
  return ok({ ...answer, json: parseJson(answer.text) })
}

function parseJson(text: string): unknown {
  if (text.length > MOST_CHARACTERS) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads a value by its documented form. */
export function read<T>(schema: z.ZodType<T>, json: unknown): Result<T, { reason: 'answer_not_understood'; field: string }> {
  const parsed = schema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  return fail({ reason: 'answer_not_understood', field: parsed.error.issues[0]?.path.join('.') || 'body' })
}

/** Compares two texts in a time that says nothing about where they differ. */
export function sameText(a: string, b: string): boolean {
  const encode = new TextEncoder()
  const [left, right] = [encode.encode(a), encode.encode(b)]
  let difference = left.length ^ right.length
  for (let index = 0; index < left.length; index++) difference |= (left[index] ?? 0) ^ (right[index % right.length] ?? 0)
  return difference === 0
}
