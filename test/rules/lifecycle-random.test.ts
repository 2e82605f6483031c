/** Random histories against the table: whatever happens in whatever order, the promises of the account's life hold. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EDGES } from '../../worker/accounts/rules/lifecycle.ts'
import { serviceRuns } from '../../worker/accounts/rules/lifecycle-account.ts'
import { DAY_OF_24_HOURS, HOUR } from '../../worker/shared/calendar.ts'
import { history, play, type Seen } from './lifecycle-histories.ts'

const holdsFor = (claim: (seen: Seen) => void) =>
  fc.assert(
    fc.property(history, (given) => play(given).forEach(claim)),
    { numRuns: 300 },
  )

describe('in any history of one account', () => {
  test('every move is a row of the table, and what is no move changes no state', () => {
    holdsFor(({ before, after, event, move }) => {
      const { state } = before.standing
      if (move === null) expect(after.standing).toEqual(before.standing)
      else expect(EDGES.some((row) => row.from === state && row.event === event?.type && row.to === after.standing.state)).toBe(true)
    })
  })

  test('who is suspended or ended has the instant of it, which is the instant at which it happened', () => {
    holdsFor(({ before, after, now }) => {
      if (after.standing.state === before.standing.state) return
      if (after.standing.state === 'suspended') expect(after.standing.suspendedAt).toBe(now)
      if (after.standing.state === 'terminated') expect(after.standing.endedAt).toBe(now)
    })
  })

  test('nothing is suspended without 24 hours of its notice, or terminated before 7 × 24 hours of suspension and 72 of the warning', () => {
    holdsFor(({ before, move, now }) => {
      if (move?.event === 'suspend') expect(now - (before.openInvoice?.overdueNoticeFrom ?? now)).toBeGreaterThanOrEqual(24 * HOUR)
      if (move?.event === 'terminate' && before.standing.state === 'suspended') {
        expect(now - before.standing.suspendedAt).toBeGreaterThanOrEqual(7 * DAY_OF_24_HOURS)
        expect(now - (before.openInvoice?.warningFrom ?? now)).toBeGreaterThanOrEqual(72 * HOUR)
      }
    })
  })

  test('a running hold lets nothing be taken, and notices from before its end count no more', () => {
    holdsFor(({ before, move, now }) => {
      const until = before.hold?.until ?? null
      if (move === null || until === null || !['mark_overdue', 'suspend', 'terminate', 'purged'].includes(move.event)) return
      expect(now).toBeGreaterThanOrEqual(until)
      if (move.event === 'suspend') expect(before.openInvoice?.overdueNoticeFrom).toBeGreaterThanOrEqual(until)
      if (move.event === 'terminate') expect(before.openInvoice?.warningFrom).toBeGreaterThanOrEqual(until)
    })
  })

  test('no purge while blocked, or within 26 hours of the end', () => {
    holdsFor(({ before, after, move }) => {
      if (move?.event !== 'purged') return
      expect(before.purgeBlocks).toEqual([])
      if (after.standing.state === 'purged') expect(after.standing.purgedAt - after.standing.endedAt).toBeGreaterThanOrEqual(26 * HOUR)
    })
  })

  test('no event, and so no payment, lifts a violation, and the service stays off while it stands', () => {
    holdsFor(({ before, after, event }) => {
      if (event !== null) expect(after.violation).toEqual(before.violation)
      if (after.violation !== null) expect(serviceRuns(after)).toBe(false)
    })
  })

  test('what is purged stays purged, and what is gone has no service', () => {
    holdsFor(({ before, after }) => {
      if (before.standing.state === 'purged') expect(after.standing).toEqual(before.standing)
      if (!['active', 'overdue'].includes(after.standing.state)) expect(serviceRuns(after)).toBe(false)
    })
  })

  test('a payment moves the term on only for an invoice that was open, and closes it', () => {
    holdsFor(({ before, after, move }) => {
      if (move?.event !== 'paid') return
      expect(before.openInvoice).not.toBeNull()
      expect(after.openInvoice).toBeNull()
    })
  })

  test('a due date goes back only with the money that paid for it', () => {
    holdsFor(({ before, after, event }) => {
      if (event?.type !== 'payment_reversed') expect(after.dueOn >= before.dueOn).toBe(true)
    })
  })

  test('money paid up to the end brings back or is refunded, money paid after it never does', () => {
    holdsFor(({ before, after, event, move }) => {
      if (move === null || !('endedAt' in before.standing)) return
      const { endedAt } = before.standing
      if (event?.type === 'paid_after_end') {
        expect(event.settledAt).toBeGreaterThan(endedAt)
        expect(after.standing).toEqual(before.standing)
        expect(move.clause).toBe('S16')
      }
      if (event?.type === 'paid_before_end') {
        expect(event.settledAt).toBeLessThanOrEqual(endedAt)
        expect(before.standing.state === 'purged' ? move.effects.includes('open_refund_task') : after.standing.state === 'active').toBe(
          true,
        )
      }
    })
  })

  test('and the histories do reach every row of the table, so that nothing above holds for want of a case', () => {
    const reached = new Set<string>()
    for (const given of fc.sample(history, { numRuns: 2000, seed: 7 }))
      for (const { before, move } of play(given)) if (move) reached.add(`${before.standing.state} ${move.event}`)
    expect(EDGES.map(({ from, event }) => `${from} ${event}`).filter((row) => !reached.has(row))).toEqual([])
  })
})
