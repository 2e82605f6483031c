/** The secret in an invitation's link; kept as its digest alone, so that whoever reads the database can open nothing with it. */
import { hex } from '../../db/idempotency.ts'

export async function newToken(): Promise<{ token: string; digest: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const token = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  return { token, digest: await digestOf(token) }
}

/** SHA-256, hex: 256 random bits need no key and no salt. */
export async function digestOf(token: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
}
