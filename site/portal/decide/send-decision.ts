/** Sends a decision. A text that is no longer the latest is not a failure of the reader: the page loads the new one. */
import type { Refusal } from '../answers.ts'
import { createAttempts } from '../attempts.ts'
import { decide } from '../calls.ts'
import type { Decisions, Outstanding } from '../contract.ts'
import { language } from '../page.ts'

const attempt = createAttempts<Decisions>()

export type Outcome =
  | { readonly kind: 'accepted' | 'declined'; readonly title: string; readonly receiptId: string }
  | { readonly kind: 'reloaded'; readonly title: string }

export interface Sending {
  readonly one: Outstanding
  readonly decision: 'accepted' | 'declined'
  /** By the Worker's clock. */
  readonly shownAt: number
}

export async function sendDecision({ one, decision, shownAt }: Sending): Promise<Outcome | Refusal> {
  const { document, version } = one
  const decisions = [{ document, version, language, digest: one.digest[language], decision, shownAt }]
  const { body, key } = attempt({ decisions, page: location.pathname, clientTime: new Date().toISOString() })
  const answer = await decide(body, key)
  const title = one.titles[language]
  if (answer.ok) return { kind: decision, title, receiptId: answer.value.acceptances[0]?.receiptId ?? '' }
  return answer.refusal.status === 409 ? { kind: 'reloaded', title } : answer.refusal
}
