/** What becomes of a customer's backup or restore that the panel was not, or not certainly, brought to begin (S7, S8, S15). */
import type { SQLWrapper } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { PanelOrder } from '../orders.ts'
import { moveRestore } from './changes.ts'
import { endOfBackup, endOfRestore } from './ends.ts'
import { backupOf, restoreOf } from './reads.ts'

/** Nothing for an order of nobody's. What was paid for waits out a suspension and is not lost; so does what was free. */
export async function unableWrites(
  db: Db,
  order: Partial<Pick<PanelOrder, 'order' | 'job'>> | undefined,
  why: 'panel' | 'account_off' | 'unknown',
): Promise<(commitId: string, at: number) => SQLWrapper[]> {
  if (order?.job === undefined) return () => []
  if (order.order === 'backup') {
    const found = await backupOf(db, order.job)
    if (found?.backup.state !== 'asked') return () => []
    return endOfBackup(db, found, why === 'unknown' ? { state: 'unclear' } : { state: 'failed', why })
  }
  const found = await restoreOf(db, order.job)
  if (found?.restore.state !== 'running') return () => []
  if (why === 'account_off') return (commitId, at) => [moveRestore(db, commitId, found.restore, { state: 'waiting', checkAt: at })]
  return endOfRestore(db, found, why === 'unknown' ? { state: 'unclear' } : { state: 'failed', why })
}
