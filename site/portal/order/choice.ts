/** What was chosen stands in the address of the page, so that going back, loading again and signing in again lose nothing. */
import { withTax } from '#shared/money'
import { href, query } from '../page.ts'
import type { CatalogItem, Checkout, Offering } from './calls.ts'

export const TERMS = ['monthly', 'yearly'] as const
export type Term = (typeof TERMS)[number]

export interface Choice {
  readonly package: string
  readonly term: Term
  /** As typed. */
  readonly domain: string
}

const isTerm = (value: string | undefined): value is Term => TERMS.some((term) => term === value)

/** As far as the address says. */
export function choiceInAddress(): Partial<Choice> {
  const [item, term, domain] = [query('paket'), query('masa'), query('domain')]
  return { ...(item ? { package: item } : {}), ...(isTerm(term) ? { term } : {}), ...(domain ? { domain } : {}) }
}

export const isCheckStep = (): boolean => query('langkah') === 'periksa'

export function addressOf({ package: item, term, domain }: Choice, check: boolean): string {
  const search = new URLSearchParams({ paket: item, masa: term, domain, ...(check ? { langkah: 'periksa' } : {}) })
  return `${href('/akun/pesanan/baru')}?${search}`
}

/** What the customer pays, tax included, whichever way prices are stated. */
export const grossOf = (price: number, { tax }: Checkout): number => withTax(price, tax.rate, tax.included).gross

export interface Chosen extends Choice {
  readonly item: CatalogItem
  readonly grossRupiah: number
}

/** Undefined where it is not complete, or not on sale. */
export function chosenOf(choice: Partial<Choice>, { catalog, checkout }: Offering): Chosen | undefined {
  const { package: id, term, domain } = choice
  const item = catalog.find((one) => one.id === id)
  const price = term && item?.priceRupiah[term]
  if (!id || !term || !domain || !item || !price) return undefined
  return { package: id, term, domain, item, grossRupiah: grossOf(price, checkout) }
}
