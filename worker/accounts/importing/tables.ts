import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Each pair of files that was imported; the same one is never imported twice. */
export const imports = sqliteTable('imports', {
  /** SHA-256 of both files and the versions asserted, hex. */
  digest: text().primaryKey(),
  importedAt: integer('imported_at').notNull(),
  /** Id of the staff user. */
  importedBy: text('imported_by').notNull(),
  /** JSON: version by document. */
  versions: text().notNull(),
  customers: integer().notNull(),
  accounts: integer().notNull(),
  commitId: text('commit_id').notNull(),
})

/** Which customer of the old system is which of ours. */
export const importedCustomers = sqliteTable(
  'imported_customers',
  {
    customer: text().primaryKey(),
    import: text().notNull(),
    ref: text().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [uniqueIndex('imported_customers_ref').on(table.import, table.ref)],
)
