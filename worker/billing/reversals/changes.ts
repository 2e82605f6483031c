import type { Db } from '../../context.ts'
import { refunds } from './tables.ts'

export function insertRefund(db: Db, refund: typeof refunds.$inferInsert) {
  return db.insert(refunds).values(refund)
}
