import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutTimeline, wrapLabel } from '../../worker/shared/timeline-layout.ts'

const drawing = fc.record({
  width: fc.integer({ min: 200, max: 1200 }),
  points: fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 10_000 }),
        lines: fc.array(fc.string({ minLength: 1, maxLength: 24 }), { minLength: 1, maxLength: 3 }),
      }),
      {
        maxLength: 10,
      },
    )
    .map((points) => points.sort((a, b) => a.at - b.at)),
})

describe('the drawn time line', () => {
  test('no label covers another, whatever the dates and the width', () => {
    fc.assert(
      fc.property(drawing, ({ width, points }) => {
        const { points: placed } = layoutTimeline(points, { width })
        for (const [i, a] of placed.entries())
          for (const b of placed.slice(i + 1)) {
            const apart =
              a.label.x + a.label.width <= b.label.x ||
              b.label.x + b.label.width <= a.label.x ||
              a.label.y + a.label.height <= b.label.y ||
              b.label.y + b.label.height <= a.label.y
            expect(apart).toBe(true)
          }
      }),
    )
  })

  test('dots keep the order of time and everything stays inside the picture', () => {
    fc.assert(
      fc.property(drawing, ({ width, points }) => {
        const layout = layoutTimeline(points, { width })
        for (const [i, point] of layout.points.entries()) {
          expect(point.x).toBeGreaterThan(layout.points[i - 1]?.x ?? 0)
          expect(point.x).toBeLessThan(width)
          expect(point.label.x).toBeGreaterThanOrEqual(0)
          expect(point.label.x + point.label.width).toBeLessThanOrEqual(width + 1e-9)
          expect(point.label.y + point.label.height).toBeLessThanOrEqual(layout.height)
        }
      }),
    )
  })

  test('points far apart share a row', () => {
    const { points } = layoutTimeline(
      [
        { at: 0, lines: ['10 Maret'] },
        { at: 100, lines: ['20 Maret'] },
      ],
      { width: 640 },
    )
    expect(points.map((point) => point.row)).toEqual([0, 0])
  })

  test('a label breaks at spaces', () => {
    expect(wrapLabel('Layanan ditangguhkan pada tengah malam', 20)).toEqual(['Layanan ditangguhkan', 'pada tengah malam'])
  })
})
