/** What waits for staff, in one look and one round trip. */
import type { Context } from '../../context.ts'
import { provider } from '../../policies/generated.ts'
import { addDays, dayOf, startOfDay } from '../../shared/calendar.ts'
import { MOST_COUNTED } from './page.ts'
import { MOST_DUE, readToday } from './reads/today.ts'
import type { Today } from './schemas/today.ts'
import { isoOf, isoOrNull, letterView, taskView, unmatchedView } from './views.ts'

const sumOf = (rows: readonly { readonly count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0)
const figure = (count: number) => ({ count, more: count >= MOST_COUNTED })

export async function showToday({ db, now }: Context): Promise<Today> {
  const tomorrow = addDays(dayOf(now, provider.timeZone), 1)
  const { due, clocks, taskKinds, tasks, unmatched, letterCounts, letters, breaker } = await readToday(
    db,
    startOfDay(tomorrow, provider.timeZone),
  )
  const dueTo = (action: string) => due.find((row) => row.action === action)?.count ?? 0
  const givenUp = letterCounts.find(({ outcome }) => outcome === 'given_up')?.count ?? 0
  return {
    now: isoOf(now),
    clocks: {
      ...{ suspend: dueTo('suspend'), terminate: dueTo('terminate'), more: sumOf(due) >= MOST_DUE },
      first: clocks.map(({ at, ...clock }) => ({ ...clock, at: isoOf(at) })),
    },
    tasks: { ...figure(sumOf(taskKinds)), kinds: [...taskKinds], first: tasks.map(taskView) },
    unmatched: { ...figure(unmatched.count), first: unmatched.first.map(unmatchedView) },
    breaker: { trippedAt: isoOrNull(breaker.trippedAt), waiting: breaker.waiting, more: breaker.waiting >= MOST_COUNTED },
    deadLetters: {
      ...figure(sumOf(letterCounts)),
      ...{ mail: sumOf(letterCounts) - givenUp, given_up: givenUp, first: letters.map(letterView) },
    },
  }
}
