/** The click: what is still to be accepted, then the order. Sent again, neither is done twice. */
import { order as words } from '../../i18n/portal/order.ts'
import { invalid, type Refusal } from '../answers.ts'
import { createAttempts } from '../attempts.ts'
import { decide } from '../calls.ts'
import type { Decisions } from '../contract.ts'
import { isTicked } from '../form/read.ts'
import { language, wordsOf } from '../page.ts'
import type { Offered } from '../policies.ts'
import { type NewOrder, placeOrder } from './calls.ts'
import type { Chosen } from './choice.ts'

const t = wordsOf(words)
const acceptance = createAttempts<Decisions>()
const attempt = createAttempts<NewOrder>()

export interface Filled {
  readonly data: FormData
  readonly chosen: Chosen
  readonly asked: readonly Offered[]
  /** When each document was first seen on the screen, by the Worker’s clock. */
  readonly shown: ReadonlyMap<string, number>
  readonly clock: () => number
}

interface Outcomes {
  readonly onOrdered: (invoice: string) => void
  /** What is to be accepted has changed while the page stood open. */
  readonly onNewTexts: () => Promise<void>
}

const STALE = new Set(['wrong_digest', 'version_not_acceptable', 'unknown_version', 'shown_too_long_ago', 'documents_outstanding'])

export async function sendOrder(filled: Filled, { onOrdered, onNewTexts }: Outcomes): Promise<Refusal | undefined> {
  const missing = filled.asked.filter(({ document }) => !isTicked(filled.data, `accept.${document}`))
  if (missing.length > 0) return invalid(missing.map((one) => ({ field: `accept.${one.document}`, message: t.needAgree(one.title) })))
  const refusal = (await accept(filled)) ?? (await order(filled, onOrdered))
  if (refusal === undefined || !STALE.has(refusal.code)) return refusal && withoutFields(refusal)
  await onNewTexts()
  return { ...refusal, title: t.newTextsTitle, detail: t.newTexts, errors: [] }
}

async function accept({ asked, shown, clock }: Filled): Promise<Refusal | undefined> {
  if (asked.length === 0) return undefined
  const decisions = asked.map(({ document, version, digest }) => ({
    ...{ document, version, language, digest, decision: 'accepted' as const },
    shownAt: shown.get(document) ?? clock(),
  }))
  const { body, key } = acceptance({ decisions, page: location.pathname, clientTime: new Date().toISOString() })
  const answer = await decide(body, key)
  // Accepted a moment ago in another tab: then the order can be placed.
  return answer.ok || answer.refusal.code === 'already_decided' ? undefined : answer.refusal
}

async function order({ chosen }: Filled, onOrdered: (invoice: string) => void): Promise<Refusal | undefined> {
  const { package: item, term, domain } = chosen
  const { body, key } = attempt({ package: item, term, domain, page: location.pathname, clientTime: new Date().toISOString() })
  const answer = await placeOrder(body, key)
  if (!answer.ok) return answer.refusal
  onOrdered(answer.value.invoice)
  return undefined
}

/** The fields stand on the step before: what is wrong is said in words here. */
const withoutFields = (refusal: Refusal): Refusal => ({ ...refusal, detail: `${refusal.detail} ${t.refusedNext}`, errors: [] })
