/** The same content sent again is the same attempt, so that an answer lost on the way is never acted on twice. */
export interface Attempt<T> {
  readonly body: T
  readonly key: string
}

export function createAttempts<T extends { clientTime?: string | undefined }>(): (body: T) => Attempt<T> {
  let last: (Attempt<T> & { readonly content: string }) | undefined
  return (body) => {
    const content = JSON.stringify({ ...body, clientTime: undefined })
    if (last?.content !== content) last = { content, body, key: crypto.randomUUID() }
    return last
  }
}
