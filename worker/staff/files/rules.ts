/** Looking into a customer's file (P12): by which words it is found, why it may be opened, and for how long. Pure. */
import { parseDomain } from '../../accounts/rules/order-domain.ts'
import type { Instant } from '../../shared/calendar.ts'

/** Why staff open a file. The customer reads it, with the words that go along. */
export const LOOK_CATEGORIES = ['asked', 'billing', 'fault', 'abuse', 'claim', 'data_request', 'law', 'task'] as const

/** Long enough for a telephone call; who comes back later says again why. */
const LOOK_MINUTES = 60

/** P12: the first instant at which a file opened now is closed again. */
export const lookEndsAt = (openedAt: Instant): Instant => openedAt + LOOK_MINUTES * 60_000

/** Values of an index from `from` up to, and not including, `below`. */
export interface Range {
  readonly from: string
  readonly below: string
}

/** One way in which what was typed may name a customer; each is answered by an index of its own. */
export type SearchKey =
  | { readonly by: 'customer_id' | 'account_id' | 'invoice_id'; readonly id: string }
  | { readonly by: 'invoice_number'; readonly shard: string; readonly year: number; readonly serial: number }
  | { readonly by: 'email' | 'user_id' | 'name' | 'domain' | 'payment_reference'; readonly range: Range }
export type SearchBy = SearchKey['by']

/** The last character of all: nothing that begins with `text` comes after it. */
const LAST = '\u{10FFFF}'
const prefix = (text: string): Range => ({ from: text, below: text + LAST })

const IDS = [
  ['cus_', 'customer_id'],
  ['acc_', 'account_id'],
  ['inv_', 'invoice_id'],
] as const

/** References of gateways are kept with the gateway's name before them; the bank's own as they stand. */
const REFERENCES = ['', 'midtrans:', 'xendit:'] as const

/** What was typed, read as everything it may be: an id or a number is nothing else, a word may be a name, a domain or a reference. */
export function searchKeys(typed: string): readonly SearchKey[] {
  const text = typed.trim()
  for (const [start, by] of IDS) if (text.startsWith(start)) return [{ by, id: text }]
  const number = /^([a-z])-(\d{4})-(\d{1,9})$/i.exec(text)
  const keys: SearchKey[] = REFERENCES.map((before) => ({ by: 'payment_reference', range: prefix(before + text) }))
  if (number) {
    const [, shard = '', year, serial] = number
    keys.push({ by: 'invoice_number', shard: shard.toLowerCase(), year: Number(year), serial: Number(serial) })
  }
  const lower = text.toLowerCase()
  keys.push({ by: 'name', range: prefix(text) })
  if (/\s/.test(text)) return keys
  keys.push({ by: 'email', range: prefix(lower) }, { by: 'domain', range: prefix(domainPart(lower)) })
  return lower.includes('@') ? keys : [...keys, { by: 'user_id', range: prefix(lower) }]
}

/** The name as it is kept: pasted addresses lose what stands around it, and Unicode labels are written in ASCII. */
function domainPart(text: string): string {
  const name = text.replace(/^[a-z]+:\/\//, '').replace(/[/:?#].*$/, '')
  const parsed = parseDomain(name)
  return parsed.ok ? parsed.value : name
}
