/** The shape in which a slice keeps the words of its refusals. */
import type { Localized } from '../../content/schema.ts'
import type { Failure } from './result.ts'

/** How a reason is told: the HTTP status, a short title, and a sentence made from the failure's facts. */
export interface ProblemText<F = never> {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  readonly title: Localized
  readonly detail: (facts: F) => Localized
  /** Fields of the body that are at fault, dotted. */
  readonly fields?: readonly string[]
}

/** The words of every reason that a slice can fail for. */
export type ProblemWords<F extends Failure> = { readonly [R in F['reason']]: ProblemText<Extract<F, { reason: R }>> }
