import type { Db } from '../../context.ts'
import { customerLooks } from './tables.ts'

export function insertLook(db: Db, look: typeof customerLooks.$inferInsert) {
  return db.insert(customerLooks).values(look)
}
