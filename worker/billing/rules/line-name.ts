/** How a line of an invoice is called: the package, or what was done with it (S8, S13, S17). */
import type { Catalog, Language } from '../../../content/schema.ts'
import type { INVOICE_KINDS } from './invoice.ts'

const NAMED = {
  order: { id: (name: string) => name, en: (name: string) => name },
  renewal: { id: (name: string) => name, en: (name: string) => name },
  upgrade: { id: (name: string) => `Naik paket ke ${name}`, en: (name: string) => `Upgrade to ${name}` },
  restore: { id: () => 'Restore backup', en: () => 'Restore of a backup' },
} as const

/** A package that left the catalogue is called by its id. */
export function lineName(item: string, kind: (typeof INVOICE_KINDS)[number], catalog: Catalog, language: Language): string {
  return NAMED[kind][language](catalog.find(({ id }) => id === item)?.name ?? item)
}
