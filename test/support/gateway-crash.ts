/** A database whose process dies at a chosen round trip: before it is carried out, or after it was and before the answer comes. */
import type { D1Database } from '@cloudflare/workers-types'

export interface Death {
  /** 0 is the first transaction. */
  readonly atTransaction: number
  readonly landed: boolean
}

/** From its death on nothing that is asked of it happens. @returns `died` tells whether it came to that. */
export function mortal(db: D1Database, { atTransaction, landed }: Death): { db: D1Database; died: () => boolean } {
  let transactions = 0
  let dead = false
  const alive = () => {
    if (dead) throw new Error('killed')
  }
  const batch: D1Database['batch'] = async (statements) => {
    alive()
    const last = transactions++ === atTransaction
    if (last) dead = true
    if (last && !landed) throw new Error('killed')
    const answer = await db.batch(statements)
    if (last) throw new Error('killed')
    return answer as never
  }
  const prepare: D1Database['prepare'] = (query) => {
    alive()
    return db.prepare(query)
  }
  return { db: { batch, prepare } as unknown as D1Database, died: () => dead }
}
