import type { SQLWrapper } from 'drizzle-orm'
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

/** Everything of one import: a dozen statements, however many rows. A name that was taken meanwhile fails the whole. */
export function insertImport(
  db: Db,
  record: typeof imports.$inferInsert,
  list: readonly CustomerRecords[],
  told: readonly (typeof notices.$inferInsert)[],
): SQLWrapper[] {
  const acceptanceRows = list.flatMap((one) => one.acceptances)
  const accountRows = list.flatMap((one) => one.accounts)
  const panelRows = list.flatMap((one) => one.panelAccounts)
  const of = <K extends keyof CustomerRecords>(key: K) => list.map((one) => one[key])
  return [
    db.insert(imports).values(record),
    insertMany(authUser, of('user')),
    insertMany(authVerification, of('token')),
    insertMany(customers, of('customer')),
    insertMany(memberships, of('membership')),
    insertMany(importedCustomers, of('origin')),
    ...(acceptanceRows.length > 0 ? [insertMany(acceptances, acceptanceRows)] : []),
    ...(accountRows.length > 0 ? [insertMany(accounts, accountRows)] : []),
    ...(panelRows.length > 0 ? [insertMany(panelAccounts, panelRows)] : []),
    insertMany(
      events,
      list.flatMap((one) => one.events),
    ),
    insertMany(notices, told),
    insertMany(outbox, of('mail')),
  ]
}
