/** A D1 that adds up what its queries cost, by D1's own figures. The code under measure is the real one. */
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'

export interface Cost {
  queries: number
  rowsRead: number
  rowsWritten: number
}

export function countCost(db: D1Database): { db: D1Database; cost: Cost } {
  const cost: Cost = { queries: 0, rowsRead: 0, rowsWritten: 0 }
  const add = <T>(result: D1Result<T>): D1Result<T> => {
    cost.queries++
    cost.rowsRead += result.meta.rows_read
    cost.rowsWritten += result.meta.rows_written
    return result
  }
  const originals = new WeakMap<object, D1PreparedStatement>()
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const counted = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      run: async () => add(await statement.run()),
      all: async () => add(await statement.all()),
      // drizzle selects by `raw`, which tells no cost; the same SELECT by `all` does.
      raw: async () => {
        add(await statement.all())
        return await statement.raw()
      },
    }
    originals.set(counted, statement)
    return counted as unknown as D1PreparedStatement
  }
  const original = (statement: D1PreparedStatement): D1PreparedStatement => originals.get(statement) ?? statement
  const counted = {
    prepare: (query: string) => wrap(db.prepare(query)),
    batch: async (statements: D1PreparedStatement[]) => (await db.batch(statements.map(original))).map(add),
  }
  return { db: counted as unknown as D1Database, cost }
}
