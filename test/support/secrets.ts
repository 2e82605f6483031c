/** Secrets of a local installation, made once and kept in the state folder. */
import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'

/** @returns lines of an env file: AUTH_SECRET and RECEIPT_KEYS (a private JWK Set with one Ed25519 key). */
export async function generateSecrets(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: `local-${randomBytes(4).toString('hex')}`, alg: 'EdDSA', use: 'sig' }
  return `AUTH_SECRET=${randomBytes(32).toString('hex')}\nRECEIPT_KEYS='${JSON.stringify({ keys: [key] })}'\n`
}
