/**
 * S13: how staff find the invoice that a payment is for, from what a bank statement or a caller says: the invoice's number or id, the
 * domain, the customer's name, or a reference under which a payment was recorded already.
 */
import type { InvoiceNumber } from '../../../billing/rules/invoice-number.ts'
import type { SearchBy } from '../../files/rules.ts'

export interface InvoiceSearch {
  readonly number: InvoiceNumber | null
  readonly invoice: string | null
  /** The beginning of a domain, in lower case. */
  readonly domain: string | null
  /** The beginning of a customer's name. */
  readonly name: string | null
  /** Whole, as it was recorded. */
  readonly reference: string
}

/** Fewer letters would find everybody. */
export const LEAST_LETTERS = 3

const NUMBER = /\b([A-Z])-(\d{4})-0*(\d{1,9})\b/i
const ID = /\binv_[A-Za-z0-9]{1,60}\b/
const DOMAIN = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u

/** A number or id anywhere in a bank's text names the invoice by itself; else a domain in it; else the text begins a domain or a name. */
export function searchOf(text: string): InvoiceSearch | null {
  const reference = text.trim()
  if ([...reference].length < LEAST_LETTERS) return null
  const nothing = { number: null, invoice: null, domain: null, name: null, reference }
  const number = NUMBER.exec(reference)
  if (number) {
    const [, shard = '', year, serial] = number
    return { ...nothing, number: { shard: shard.toLowerCase(), year: Number(year), serial: Number(serial) } }
  }
  const id = ID.exec(reference)
  if (id) return { ...nothing, invoice: id[0] }
  const domain = DOMAIN.exec(reference)
  if (domain) return { ...nothing, domain: domain[0].toLowerCase() }
  return { ...nothing, domain: reference.toLowerCase(), name: reference }
}

/** P12: by what kinds of word it searches, as the record of searches names them. */
export function searchedBy({ number, invoice, domain, name }: InvoiceSearch): readonly { readonly by: SearchBy }[] {
  return [
    ...(number === null ? [] : [{ by: 'invoice_number' as const }]),
    ...(invoice === null ? [] : [{ by: 'invoice_id' as const }]),
    ...(domain === null ? [] : [{ by: 'domain' as const }]),
    ...(name === null ? [] : [{ by: 'name' as const }]),
    { by: 'payment_reference' },
  ]
}

/** The first text after all that begin with this one. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`
