/**
 * The data map (P2, PDP 31): every stored column belongs to a data category of the privacy terms or is declared not personal.
 * The page's list, the export and the erasure are made from it. A column without an entry does not compile:
 *
 *     export const customersData: DataMap<typeof customers> = { id: notPersonal('Names the row.'), name: personal('identity'), … }
 */

/** `category` is the id of a data category in the privacy terms. */
export type DataClass =
  | { readonly category: string; readonly subject: 'customer' | 'user' }
  | { readonly category: null; readonly why: string }

/** The part of a drizzle table that the map looks at; structural, so that this file imports nothing. */
interface MappedTable {
  readonly _: { readonly columns: object }
}

export type DataMap<T extends MappedTable> = { readonly [C in keyof T['_']['columns']]-?: DataClass }

export const personal = (category: string, subject: 'customer' | 'user' = 'customer'): DataClass => ({ category, subject })
export const notPersonal = (why: string): DataClass => ({ category: null, why })
