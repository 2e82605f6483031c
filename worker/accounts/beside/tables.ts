import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ACTS } from '../rules/lifecycle-beside.ts'

/** What staff wrote when they acted beside an account's state; never changed, and told to the customer only as a notice says it. */
export const accountActs = sqliteTable(
  'account_acts',
  {
    /** Of the commit that moved the account; its event has the same. */
    commitId: text('commit_id').primaryKey(),
    account: text().notNull(),
    user: text().notNull(),
    act: text({ enum: ACTS }).notNull(),
    reason: text().notNull(),
    /** Of a violation alone. */
    evidence: text(),
    at: integer().notNull(),
  },
  (table) => [index('account_acts_account').on(table.account, table.at)],
)
