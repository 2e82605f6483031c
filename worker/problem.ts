/**
 * RFC 9457 problem details. Failures arrive as facts; this is the one place that gives them a status and words.
 * Each slice keeps the words of its own reasons in its `problems.ts`; they are collected in `PROBLEMS`.
 */
import type { Context as HonoContext } from 'hono'
import type { Document, Language, Localized } from '../content/schema.ts'

export interface FieldError {
  /** Path in the body, dotted. */
  readonly field: string
  readonly message: string
}

export interface ClauseCitation {
  readonly document: Document
  readonly version: string
  readonly id: string
  readonly href: string
}

/** How a reason is told: the HTTP status, a short title, and a sentence made from the failure's facts. */
export interface ProblemText<F = never> {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  readonly title: Localized
  readonly detail: (facts: F) => Localized
}

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors?: readonly FieldError[]
  readonly clause?: ClauseCitation
  readonly [fact: string]: unknown
}

export function problemResponse(problem: Problem, language: Language, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'content-language': language, 'cache-control': 'no-store', ...headers },
  })
}

export function readerLanguage(c: HonoContext): Language {
  const header = c.req.header('accept-language') ?? ''
  return /^\s*en\b/i.test(header) ? 'en' : 'id'
}
