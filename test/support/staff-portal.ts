/** A staff user at the portal, in a session that began with the second factor; how one gets there is shown by the tests of signing in. */
import type { Customer, Portal, Visitor } from './portal.ts'

export async function staffVisitor(portal: Portal, options?: Parameters<Portal['customer']>[1]): Promise<Visitor & Customer> {
  const who = await portal.customer({}, options)
  const { db } = portal.worker
  await db.batch([
    db.prepare(`UPDATE auth_user SET role = 'staff', two_factor_enabled = 1 WHERE username = ?`).bind(who.userId),
    db.prepare(`UPDATE auth_session SET second_factor = 1 WHERE user_id = (SELECT id FROM auth_user WHERE username = ?)`).bind(who.userId),
  ])
  return who
}
