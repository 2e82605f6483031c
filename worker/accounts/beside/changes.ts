import type { Db } from '../../context.ts'
import { accountActs } from './tables.ts'

export function insertAct(db: Db, act: typeof accountActs.$inferInsert) {
  return db.insert(accountActs).values(act)
}
