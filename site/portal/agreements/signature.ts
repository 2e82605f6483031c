/** Checks a receipt with the public keys alone, as anyone could (RFC 7515, Ed25519 of RFC 8037). */

export type Verdict = { readonly kid: string } | 'invalid' | 'cannot'

const bytes = (base64url: string) => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

/** @param jws a compact JWS. @param keys the public key set, retired keys included. */
export async function verify(jws: string, keys: readonly (JsonWebKey & { readonly kid?: string })[]): Promise<Verdict> {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const { kid } = JSON.parse(new TextDecoder().decode(bytes(header))) as { kid?: string }
  const key = keys.find((one) => one.kid === kid)
  if (!kid || !key) return 'invalid'
  const { kty = '', crv = '', x = '' } = key
  const imported = await crypto.subtle.importKey('jwk', { kty, crv, x }, { name: 'Ed25519' }, false, ['verify'])
  const signed = new TextEncoder().encode(`${header}.${payload}`)
  return (await crypto.subtle.verify('Ed25519', imported, bytes(signature), signed)) ? { kid } : 'invalid'
}

/** Fetches a receipt as its file and the keys, and checks the one with the other. */
export async function checkReceipt(id: string): Promise<Verdict> {
  try {
    const [file, keys] = await Promise.all([fetch(`/api/v1/receipts/${id}.jws`), fetch('/.well-known/jwks.json')])
    if (!file.ok || !keys.ok) return 'cannot'
    const set = (await keys.json()) as { keys: JsonWebKey[] }
    return await verify((await file.text()).trim(), set.keys)
  } catch {
    return 'cannot'
  }
}
