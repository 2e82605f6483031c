import type { Db } from '../context.ts'
import { insertEvents } from '../db/changes.ts'
import { evidence } from '../db/tables.ts'
import type { DecisionRecord } from './records.ts'
import { acceptances, receipts } from './tables.ts'

/** Decisions with their receipts, evidence and events: what a commit writes of them. */
export function insertDecisions(db: Db, commitId: string, at: number, records: readonly DecisionRecord[]) {
  return [
    db.insert(acceptances).values(records.map((record) => ({ ...record.acceptance, commitId }))),
    db.insert(receipts).values(records.map((record) => ({ ...record.receipt, commitId }))),
    db.insert(evidence).values(records.map((record) => record.evidence)),
    insertEvents(
      db,
      commitId,
      at,
      records.map((record) => record.event),
    ),
  ] as const
}
