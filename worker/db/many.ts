/** Many rows in one statement, whatever their number: they travel as one JSON parameter, of which D1 takes 2 MB. */
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Joins a commit. Every row fills the same columns as the first; there has to be one. */
export function insertMany<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in (rows[0] ?? {}))
  const stored = rows.map((row) =>
    Object.fromEntries(
      columns.map(([key, column]) => {
        const value = (row as Record<string, unknown>)[key] ?? null
        return [column.name, value === null ? null : column.mapToDriverValue(value)]
      }),
    ),
  )
  const names = sql.join(
    columns.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  )
  const values = sql.join(
    columns.map(([, { name }]) => sql`d.value ->> ${sql.raw(`'${name}'`)}`),
    sql`, `,
  )
  return sql`INSERT INTO ${sql.identifier(getTableName(table))} (${names}) SELECT ${values} FROM json_each(${JSON.stringify(stored)}) AS d`
}
