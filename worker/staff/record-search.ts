/** That somebody of the staff searched is recorded before they see what was found (P12), wherever they search. */
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents } from '../db/changes.ts'
import { mint } from '../mint.ts'

/**
 * The event says who searched by what kind of word, never the word itself.
 *
 * @param user id of the staff user. @param found how many customers they are shown.
 */
export async function recordSearch({ db, now }: Context, user: string, keys: readonly { by: string }[], found: number): Promise<void> {
  const [id, commitId] = [mint('search', now), mint('commit', now)]
  const by = [...new Set(keys.map((key) => key.by))]
  const event = { entity: id, version: 1, type: 'staff.searched', body: { by: user, for: by, found } }
  const written = await commit(db, { id: commitId, at: now, writes: [insertEvents(db, commitId, now, [event])] })
  if (!written.ok) throw new Error('an id was taken')
}
