/**
 * Staff have no door to come in by: whoever may write to the database makes them. For production:
 *
 *     node worker/auth/staff.ts "Nama Petugas" petugas petugas@tnet.co.id | npx wrangler d1 execute mufakat --remote --file=/dev/stdin
 *
 * It prints the statements to standard output and a one-time password to standard error. At the first sign-in staff change it and
 * switch on the second factor (portal, security); until then every staff route answers 403 `second_factor_required`.
 * `UPDATE auth_user SET role = 'staff' WHERE username = '…'` makes an existing user staff; `'customer'` takes it back.
 */
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { hashPassword } from 'better-auth/crypto'
import { mintUser } from '../mint.ts'

export interface StaffMember {
  readonly name: string
  readonly userId: string
  readonly email: string
  readonly password: string
}

/** @param at epoch milliseconds; the address counts as verified, since the employer gave it */
export async function staffStatements({ name, userId, email, password }: StaffMember, at: number): Promise<string[]> {
  const id = mintUser(at)
  const hash = await hashPassword(password)
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`
  return [
    `INSERT INTO auth_user (id, name, email, email_verified, username, role, created_at, updated_at) VALUES (${text(id)}, ${text(name)}, ${text(email.toLowerCase())}, 1, ${text(userId.toLowerCase())}, 'staff', ${at}, ${at});`,
    `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at) VALUES (${text(`${id}_credential`)}, ${text(id)}, 'credential', ${text(id)}, ${text(hash)}, ${at}, ${at});`,
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name, userId, email] = process.argv.slice(2)
  if (name === undefined || userId === undefined || email === undefined) throw new Error('usage: staff.ts NAME USER-ID E-MAIL')
  const password = randomBytes(15).toString('base64url')
  process.stdout.write(`${(await staffStatements({ name, userId, email, password }, Date.now())).join('\n')}\n`)
  process.stderr.write(`${password}\n`)
}
