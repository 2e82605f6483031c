/**
 * RFC 9457 problem details. Failures arrive as facts; this is the one place that gives them a status and words.
 * Each slice keeps the words of its own reasons in its `problems.ts`; a reason without words does not compile.
 */

import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Language } from '../content/schema.ts'
import { logFailure } from './log.ts'
import type { ClauseCitation } from './policies/rules/cite.ts'
import { DOOR_PROBLEMS, type DoorFailure, fieldMessage, type Issue } from './problem-words.ts'
import type { ProblemText, ProblemWords } from './shared/problem-text.ts'
import type { Failure } from './shared/result.ts'

export type { ProblemWords } from './shared/problem-text.ts'

interface FieldError {
  /** Path in the body, dotted. */
  readonly field: string
  readonly message: string
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

export interface ProblemExtras {
  readonly clause?: ClauseCitation | undefined
  readonly headers?: Record<string, string>
  readonly errors?: readonly FieldError[]
}

const problemType = (code: string) => `urn:mufakat:problem:${code}`

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

/** The failure's facts go along as members of their own, so that a program needs no words. */
export function describe<F extends Failure>(words: ProblemWords<F>, failure: F, language: Language, extras: ProblemExtras = {}): Response {
  const { reason, ...facts } = failure
  const text = words[failure.reason as F['reason']] as ProblemText<F>
  const detail = text.detail(failure)[language]
  const errors = extras.errors ?? text.fields?.map((field) => ({ field, message: detail }))
  return problemResponse(
    {
      ...facts,
      type: problemType(reason),
      title: text.title[language],
      status: text.status,
      code: reason,
      detail,
      ...(errors ? { errors } : {}),
      ...(extras.clause ? { clause: extras.clause } : {}),
    },
    language,
    extras.headers,
  )
}

/** Ends a request at its door with a problem; thrown, so that the typed answers of a route stay those of its success. */
export function refuse<F extends Failure>(c: HonoContext, words: ProblemWords<F>, failure: F, extras?: ProblemExtras): never {
  const res = describe(words, failure, readerLanguage(c), extras)
  throw new HTTPException(res.status as 400, { res })
}

export function doorProblem(c: HonoContext, failure: DoorFailure, extras?: ProblemExtras): Response {
  return describe(DOOR_PROBLEMS, failure, readerLanguage(c), extras)
}

/** 422, naming each field in the reader’s language. */
export function invalidInput(c: HonoContext, issues: readonly Issue[]): Response {
  const language = readerLanguage(c)
  const errors = issues.flatMap((issue) =>
    fieldsOf(issue).map((field) => ({ field: field.join('.'), message: fieldMessage(issue)[language] })),
  )
  return doorProblem(c, { reason: 'invalid_input' }, { errors })
}

function fieldsOf(issue: Issue): PropertyKey[][] {
  if (issue.code === 'unrecognized_keys') return (issue.keys ?? []).map((key) => [...issue.path, key])
  return [[...issue.path]]
}

/** What nobody foresaw: the log gets the error's name and place, never its message, which may quote data; the reader neither. */
export function onError(error: Error, c: HonoContext): Response {
  if (error instanceof HTTPException) {
    if (error.res) return error.res
    if (error.status === 400) return doorProblem(c, { reason: 'malformed_json' })
    if (error.status === 415) return doorProblem(c, { reason: 'unsupported_media_type' })
    if (error.status === 413) return doorProblem(c, { reason: 'too_large', limitBytes: 65_536 })
  }
  const told = c.env.ENVIRONMENT === 'development' ? { message: `${error.message} ${String(error.cause ?? '')}` } : {}
  logFailure({ path: c.req.path, ...told }, error)
  return doorProblem(c, { reason: 'internal' })
}
