/** Sends a decision. A text that is no longer the latest is not a failure of the reader: the page loads the new one. */
import type { Refusal } from '../answers.ts'
import { decide } from '../calls.ts'
import type { Outstanding } from '../contract.ts'
import { language } from '../page.ts'

export type Outcome =
  | { readonly kind: 'accepted' | 'declined'; readonly title: string; readonly receiptId: string }
  | { readonly kind: 'reloaded'; readonly title: string }

export interface Sending {
  readonly one: Outstanding
  readonly decision: 'accepted' | 'declined'
  /** By the Worker's clock. */
  readonly shownAt: number
  readonly key: string
}

export async function sendDecision({ one, decision, shownAt, key }: Sending): Promise<Outcome | Refusal> {
  const { document, version } = one
  const decisions = [{ document, version, language, digest: one.digest[language], decision, shownAt }]
  const answer = await decide({ decisions, page: location.pathname, clientTime: new Date().toISOString() }, key)
  const title = one.titles[language]
  if (answer.ok) return { kind: decision, title, receiptId: answer.value.acceptances[0]?.receiptId ?? '' }
  return answer.refusal.status === 409 ? { kind: 'reloaded', title } : answer.refusal
}
