/** Mail about credentials: queued by commit, a few an hour for one user, whoever asks for them. */
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { type Mail, queueMail } from '../db/changes.ts'
import { mint } from '../mint.ts'
import { insertAttempt } from './changes.ts'
import { attemptsSince } from './reads.ts'
import { MAIL_LIMIT, MAIL_WINDOW_MS } from './rules/attempts.ts'

/** Past the limit nothing is sent and nothing said: whoever asks learns nothing of it. */
export async function queueCredentialMail({ db, now }: Context, user: { readonly id: string }, mail: Mail): Promise<void> {
  const attempts = await attemptsSince(db, user.id, 'mail', now - MAIL_WINDOW_MS)
  if (attempts.count >= MAIL_LIMIT) return
  const id = mint('commit', now)
  await commit(db, { id, at: now, writes: [insertAttempt(db, user.id, 'mail', now), queueMail(db, id, now, user.id, [mail])] })
}
