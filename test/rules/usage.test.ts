import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BELOW_ALL, decideUsage, levelOf } from '../../worker/panel/rules/usage.ts'

describe('usage (S9)', () => {
  const quota = { disk: 2_000_000_000, inodes: 50_000 }
  const look = (disk: number, before: typeof BELOW_ALL = BELOW_ALL) => decideUsage({ disk, inodes: 0 }, quota, before)

  test.each([
    ['a byte below 80%', 1_599_999_999, null],
    ['80%', 1_600_000_000, 80],
    ['a byte below 90%', 1_799_999_999, 80],
    ['90%', 1_800_000_000, 90],
    ['a byte below 100%', 1_999_999_999, 90],
    ['100%', 2_000_000_000, 100],
    ['far above', 9_000_000_000, 100],
  ])('%s', (_, disk, level) => {
    expect(levelOf(disk, quota.disk)).toBe(level)
  })

  test('a crossing is warned of once', () => {
    const first = look(1_600_000_000)
    expect(first.warnings).toEqual([{ resource: 'disk', crossed: [80], highest: 80, percent: 80, clause: 'S9' }])
    expect(look(1_700_000_000, first.levels).warnings).toEqual([])
    expect(look(1_900_000_000, first.levels).warnings).toMatchObject([{ crossed: [90], percent: 95 }])
  })

  test('a jump over several is one message that names the highest', () => {
    expect(look(2_000_000_000).warnings).toMatchObject([{ crossed: [80, 90, 100], highest: 100 }])
  })

  test('falling below makes the next crossing a new one', () => {
    const fallen = look(1_599_999_999, { disk: 90, inodes: null })
    expect(fallen).toEqual({ warnings: [], levels: BELOW_ALL })
    expect(look(1_850_000_000, fallen.levels).warnings).toMatchObject([{ crossed: [80, 90] }])
  })

  test('disk and inodes are watched apart', () => {
    const both = decideUsage({ disk: 2_000_000_000, inodes: 40_000 }, quota, BELOW_ALL)
    expect(both.warnings.map(({ resource, highest }) => [resource, highest])).toEqual([
      ['disk', 100],
      ['inodes', 80],
    ])
    expect(both.levels).toEqual({ disk: 100, inodes: 80 })
  })

  test('each threshold is told of exactly as often as it is crossed upwards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2_200_000_000 }), { maxLength: 60 }),
        fc.constantFrom(80, 90, 100),
        (looks, threshold) => {
          let levels = BELOW_ALL
          let told = 0
          let crossings = 0
          let above = false
          for (const disk of looks) {
            const decision = look(disk, levels)
            levels = decision.levels
            told += decision.warnings.filter(({ crossed }) => crossed.some((each) => each === threshold)).length
            const now = disk >= (quota.disk / 100) * threshold
            if (now && !above) crossings++
            above = now
          }
          expect(told).toBe(crossings)
        },
      ),
    )
  })
})
