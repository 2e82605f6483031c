/** Fetches the published bytes of a version and checks them against its digest, so that what is read is what is accepted. */
import type { Answer } from '../answers.ts'
import { answerBytes } from '../answers.ts'

export interface Published {
  readonly text: string
  readonly check: 'matches' | 'differs' | 'unknown'
}

async function sha256(bytes: ArrayBuffer): Promise<string | undefined> {
  // Browsers offer hashing on secure origins only.
  if (!globalThis.isSecureContext) return undefined
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function published(path: string, digest: string): Promise<Answer<Published>> {
  const answer = await answerBytes(() => fetch(`${path}.md`))
  if (!answer.ok) return answer
  const found = await sha256(answer.value)
  const text = new TextDecoder().decode(answer.value)
  return { ok: true, value: { text, check: found === undefined ? 'unknown' : found === digest ? 'matches' : 'differs' } }
}
