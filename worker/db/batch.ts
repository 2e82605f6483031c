import type { D1Result } from '@cloudflare/workers-types'
import type { SQLWrapper } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Db } from '../context.ts'

const dialect = new SQLiteAsyncDialect()

/**
 * Runs statements as one transaction, built ones and plain SQL alike: drizzle's own `batch` takes no plain SQL with parameters.
 * The answers come as D1 gives them, with the rows each statement read, wrote and changed.
 */
export function runBatch(db: Db, statements: readonly SQLWrapper[]): Promise<D1Result[]> {
  return db.$client.batch(
    statements.map((statement) => {
      const { sql, params } = dialect.sqlToQuery(statement.getSQL())
      return db.$client.prepare(sql).bind(...params)
    }),
  )
}
