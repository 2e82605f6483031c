import type { SQLWrapper } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { acceptances } from '../../agreements/tables.ts'
import { authUser, authVerification } from '../../auth/tables.ts'
import type { Db } from '../../context.ts'
import { customers, memberships } from '../../customers/tables.ts'
import { insertMany } from '../../db/many.ts'
import { events, notices, outbox } from '../../db/tables.ts'
import { panelAccounts } from '../../panel/tables.ts'
import { accounts } from '../tables.ts'
import type { CustomerRecords } from './records.ts'
import { importedCustomers, imports } from './tables.ts'

/** Of rows that are up to 2 KB each: well under the 2 MB that D1 takes as one parameter. */
const ROWS_A_STATEMENT = 250

function insertParts<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): SQLWrapper[] {
  const starts = Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, part) => part * ROWS_A_STATEMENT)
  return starts.map((start) => insertMany(table, rows.slice(start, start + ROWS_A_STATEMENT)))
}

/** Everything of one import: some dozens of statements, however many rows. A name that was taken meanwhile fails the whole. */
export function insertImport(
  db: Db,
  record: typeof imports.$inferInsert,
  list: readonly CustomerRecords[],
  told: readonly (typeof notices.$inferInsert)[],
): SQLWrapper[] {
  const of = <K extends keyof CustomerRecords>(key: K) => list.map((one) => one[key])
  return [
    db.insert(imports).values(record),
    ...insertParts(authUser, of('user')),
    ...insertParts(authVerification, of('token')),
    ...insertParts(customers, of('customer')),
    ...insertParts(memberships, of('membership')),
    ...insertParts(importedCustomers, of('origin')),
    ...insertParts(acceptances, of('acceptances').flat()),
    ...insertParts(accounts, of('accounts').flat()),
    ...insertParts(panelAccounts, of('panelAccounts').flat()),
    ...insertParts(events, of('events').flat()),
    ...insertParts(notices, told),
    ...insertParts(outbox, of('mail')),
  ]
}
