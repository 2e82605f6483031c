/** Signing receipts and publishing the keys that check them. Ed25519 is deterministic: one payload, one signature. */
import { CompactSign, importJWK, type JWK } from 'jose'

interface KeySet {
  readonly keys: readonly JWK[]
}

const parse = (text: string): KeySet => JSON.parse(text) as KeySet

/** @param keySet private JSON Web Key Set; its first key signs. */
export async function signReceipt(payload: object, keySet: string): Promise<string> {
  const [jwk] = parse(keySet).keys
  if (!jwk?.kid || !jwk.d) throw new Error('RECEIPT_KEYS: the first key needs kid and d')
  const key = await importJWK(jwk, 'EdDSA')
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid, typ: 'consent-receipt+jws' })
    .sign(key)
}

/** What a receipt says; its signature is not checked here, the rows are our own. */
export function payloadOf(jws: string): Record<string, unknown> {
  const [, payload = ''] = jws.split('.')
  const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
}

/** Every key without its private half; named members alone go out, so that nothing private can slip along. */
export function publicKeys(keySet: string): { keys: JWK[] } | undefined {
  const keys = parse(keySet).keys.map(({ kty, crv, x, kid, alg, use }) => ({ kty, crv, x, kid, alg, use }) as JWK)
  return keys.length > 0 ? { keys } : undefined
}
