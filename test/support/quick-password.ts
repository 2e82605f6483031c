/**
 * The sign-in library's password hash at a thousandth of its price, for Workers under test alone: hundreds of customers register there.
 * It is put in by `prepared.ts` while bundling, so nothing that is deployed or started can hold it.
 * What the library itself hashed is still verified at its full price.
 */
import { randomBytes, scryptSync } from 'node:crypto'

/** The library's salts are hexadecimal. */
const MARK = 'quick'

const keyOf = (password: string, salt: string, N: number) =>
  scryptSync(password.normalize('NFKC'), salt, 64, { N, r: 16, p: 1, maxmem: 128 * N * 16 * 2 }).toString('hex')

/** @public The library calls it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = MARK + randomBytes(16).toString('hex')
  return `${salt}:${keyOf(password, salt, 16)}`
}

/** @public The library calls it. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [salt = '', key] = hash.split(':')
  return keyOf(password, salt, salt.startsWith(MARK) ? 16 : 16_384) === key
}
