/** A failure is a fact: a stable reason and the numbers that led to it. `problem.ts` alone turns it into words. */
export interface Failure {
  readonly reason: string
}

export type Result<T, F extends Failure> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const fail = <F extends Failure>(failure: F): { readonly ok: false; readonly failure: F } => ({ ok: false, failure })
