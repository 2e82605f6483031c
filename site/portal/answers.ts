/** An answer of the API is either its value or a refusal that can be shown as it is (RFC 9457). */
import type { Document } from '#content/schema'
import { common } from '../i18n/portal/common.ts'
import { clock } from './format.ts'
import { wordsOf } from './page.ts'

export interface Clause {
  readonly document: Document
  readonly version: string
  readonly id: string
  readonly href: string
}

export interface FieldError {
  readonly field: string
  readonly message: string
}

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldError[]
  readonly clause?: Clause
  /** The whole problem, for facts that a page knows how to use. */
  readonly facts: Readonly<Record<string, unknown>>
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

const t = wordsOf(common)

export const refusal = (code: string, title: string, detail: string, errors: readonly FieldError[] = [], status = 0): Refusal => ({
  status,
  code,
  title,
  detail,
  errors,
  facts: {},
})

export const invalid = (errors: readonly FieldError[]): Refusal => refusal('invalid', t.summaryTitle, '', errors, 422)

/** A field that the API calls otherwise than the form. */
export const onField = (refused: Refusal, from: string, to: string): Refusal => ({
  ...refused,
  errors: refused.errors.map((error) => (error.field === from ? { field: to, message: error.message } : error)),
})

/** When a wait ends, from Retry-After in seconds. */
function waitText(response: Typed<unknown>): string {
  const seconds = Number(response.headers.get('retry-after') ?? response.headers.get('x-retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? t.waitDetail(clock(Date.now() + seconds * 1000)) : t.waitUnknown
}

async function readRefusal(response: Typed<unknown>): Promise<Refusal> {
  const body = (await response.json().catch(() => ({}))) as Partial<Refusal> & { message?: string; readonly [fact: string]: unknown }
  const told = { status: response.status, code: body.code ?? String(response.status), errors: body.errors ?? [], facts: body }
  if (response.status === 429) return { ...told, title: t.waitTitle, detail: waitText(response) }
  if (response.status === 401 && told.errors.length === 0 && !body.detail && !body.message)
    return { ...told, title: t.sessionTitle, detail: t.sessionDetail }
  return {
    ...told,
    title: body.title ?? t.unknownTitle,
    detail: body.detail ?? t.unknownDetail,
    ...(body.clause ? { clause: body.clause } : {}),
  }
}

/** An answer whose body is `T`; the API's refusals are thrown at its door and never typed. */
interface Typed<T> {
  readonly ok: boolean
  readonly status: number
  readonly headers: Headers
  json(): Promise<T>
}

/** Waits for a call and never throws: what cannot be reached is a refusal too. */
export async function answerOf<T>(call: () => Promise<Typed<T>>): Promise<Answer<T>> {
  try {
    const response = await call()
    if (!response.ok) return { ok: false, refusal: await readRefusal(response) }
    return { ok: true, value: await response.json() }
  } catch {
    return { ok: false, refusal: refusal('network', t.networkTitle, t.networkDetail) }
  }
}

/** The same for the bytes of a published text. */
export async function answerBytes(call: () => Promise<Response>): Promise<Answer<ArrayBuffer>> {
  try {
    const response = await call()
    if (!response.ok) return { ok: false, refusal: await readRefusal(response) }
    return { ok: true, value: await response.arrayBuffer() }
  } catch {
    return { ok: false, refusal: refusal('network', t.networkTitle, t.networkDetail) }
  }
}
