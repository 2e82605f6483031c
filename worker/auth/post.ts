/** Mail about credentials: queued by commit. What anyone can ask for goes out a few times an hour; what has happened is always told. */
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { type Mail, queueMail } from '../db/changes.ts'
import { mint } from '../mint.ts'
import { deleteResetTokens, insertAttempt } from './changes.ts'
import { attemptsSince } from './reads.ts'
import { MAIL_LIMIT, MAIL_WINDOW_MS } from './rules/attempts.ts'

/** Past the limit nothing is sent and nothing said: whoever asks learns nothing of it. */
export async function queueCredentialMail({ db, now }: Context, user: { readonly id: string }, mail: Mail): Promise<void> {
  const attempts = await attemptsSince(db, user.id, 'mail', now - MAIL_WINDOW_MS)
  if (attempts.count >= MAIL_LIMIT) return
  const id = mint('commit', now)
  await commit(db, { id, at: now, writes: [insertAttempt(db, user.id, 'mail', now), queueMail(db, id, now, user.id, [mail])] })
}

/**
 * The password was changed: links that were asked for before open nothing any more, and the owner is told. This mail is no
 * part of the hourly few, or whoever used these up could change a password in silence (P13).
 */
export async function tellPasswordChanged({ db, now }: Context, user: { readonly id: string }, mail: Mail): Promise<void> {
  const id = mint('commit', now)
  await commit(db, { id, at: now, writes: [deleteResetTokens(user.id), queueMail(db, id, now, user.id, [mail])] })
}
