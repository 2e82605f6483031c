/** What has expired leaves: sessions, tokens, attempts, and answers that need no repeating any more. */
import type { Context } from '../context.ts'
import { forgetExpired } from './actions.ts'

export function sweepExpired(context: Context): Promise<{ forgotten: number }> {
  return forgetExpired(context)
}
