import type { Db } from '../../context.ts'
import { evidence } from '../../db/tables.ts'
import { orders } from './tables.ts'

export function insertOrder(db: Db, order: typeof orders.$inferInsert) {
  return db.insert(orders).values(order)
}

/** The circumstances of the click, erasable alone. */
export function insertEvidence(db: Db, row: typeof evidence.$inferInsert) {
  return db.insert(evidence).values(row)
}
