/** Lists of the desk come a page at a time: where a page ended is where the next one begins, whatever was dealt with meanwhile. */

export const PAGE = 25

/** Counts go no further than this, so that a flood costs no more than a full desk; beyond it the page says “more than”. */
export const MOST_COUNTED = 1_000

export interface Place {
  readonly at: number
  readonly id: string
}

/** “1795312800000_tsk_a01…”: an instant and the id of the row that stood there. */
export function placeFrom(text: string | undefined): Place {
  const cut = text?.indexOf('_') ?? -1
  const at = text === undefined || cut < 1 ? Number.NaN : Number(text.slice(0, cut))
  return Number.isSafeInteger(at) && text !== undefined ? { at, id: text.slice(cut + 1) } : { at: -1, id: '' }
}

/** @param rows one more than a page holds, where there is a next one. */
export function pageOf<T>(rows: readonly T[], placeOf: (row: T) => Place): { items: readonly T[]; next: string | null } {
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  const place = rows.length > PAGE && last !== undefined ? placeOf(last) : null
  return { items, next: place && `${place.at}_${place.id}` }
}
