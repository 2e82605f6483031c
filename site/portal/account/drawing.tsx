/** Draws points on an axis by the layout that the Worker's drawings use too; as wide as there is room. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type LayoutPoint, layoutTimeline, type PlacedPoint } from '#shared/timeline-layout'
import type { Mark } from '../marks.tsx'

export interface DrawnPoint {
  readonly kind: string
  readonly at: number
  readonly when: string
  readonly name: string
  readonly mark: Mark
}

export interface Drawn {
  readonly points: readonly DrawnPoint[]
  readonly title: string
  readonly paid: { readonly from: number; readonly to: number } | undefined
}

const RADIUS = 7
/** Widest of the label's bold letters on average. */
const CHARACTER_WIDTH = 9
const LINE_HEIGHT = 20
/** Room above the axis for the bar of the paid period. */
const ABOVE = 14
const TONE: Readonly<Record<string, string>> = { overdue: 'warning', overdue_notice: 'warning', suspended: 'danger', terminated: 'danger' }

export function Drawing({ points, title, paid }: Drawn) {
  const { place, width } = useWidth()
  const labels: LayoutPoint[] = points.map(({ at, name, when }) => ({ at, lines: [name, ...dateLines(when)] }))
  const layout = layoutTimeline(labels, { width, characterWidth: CHARACTER_WIDTH, lineHeight: LINE_HEIGHT, dotRadius: RADIUS })
  const y = layout.axisY
  const xs = layout.points.map(({ x }) => x)
  const nowX = xs[points.findIndex(({ mark }) => mark === 'now')] ?? 0
  const bar = paid && barOf(points, xs, paid)
  return (
    <div ref={place}>
      <svg
        viewBox={`0 ${-ABOVE} ${width} ${layout.height + ABOVE}`}
        width={width}
        height={layout.height + ABOVE}
        role="img"
        aria-label={title}
        class="time-line"
      >
        <title>{title}</title>
        <line class="axis" x1={xs[0] ?? 0} x2={nowX} y1={y} y2={y} />
        <line class="axis to-come" x1={nowX} x2={xs.at(-1) ?? width} y1={y} y2={y} />
        {bar && <rect class="bar" x={bar.from} y={y - RADIUS - 10} width={Math.max(bar.to - bar.from, 4)} height="5" rx="2" />}
        {layout.points.map((placed, index) => (
          <PointMark key={index} point={points[index]} placed={placed} y={y} />
        ))}
        {layout.points.map((placed, index) => (
          <Label key={index} lines={labels[index]?.lines ?? []} placed={placed} />
        ))}
      </svg>
    </div>
  )
}

function PointMark({ point, placed, y }: { point: DrawnPoint | undefined; placed: PlacedPoint; y: number }) {
  if (!point) return null
  const look = point.mark === 'past' ? 'past' : `future ${TONE[point.kind] ?? ''}`
  return (
    <>
      <line class="leader" x1={placed.x} x2={placed.x} y1={y} y2={placed.label.y} />
      <circle class={look} cx={placed.x} cy={y} r={RADIUS} />
      {point.mark === 'now' && <circle class="past" cx={placed.x} cy={y} r="2" />}
    </>
  )
}

const Label = ({ lines, placed }: { lines: readonly string[]; placed: PlacedPoint }) => (
  <>
    <rect class="behind" x={placed.label.x - 2} y={placed.label.y} width={placed.label.width + 4} height={placed.label.height + 2} />
    {lines.map((line, row) => (
      <text key={row} class={row === 0 ? 'name' : 'quiet'} x={placed.label.x} y={placed.label.y + 15 + row * LINE_HEIGHT}>
        {line}
      </text>
    ))}
  </>
)

/** Day and time of day in a line each. */
const dateLines = (when: string): string[] => when.split(', ')

/** Where an instant lies between the points, which need not stand in proportion. */
function barOf(points: readonly DrawnPoint[], xs: readonly number[], paid: { from: number; to: number }) {
  const from = xAt(points, xs, paid.from)
  const to = xAt(points, xs, paid.to)
  return to > from ? { from, to } : undefined
}

function xAt(points: readonly DrawnPoint[], xs: readonly number[], at: number): number {
  const after = points.findIndex((point) => point.at >= at)
  if (after === -1) return xs.at(-1) ?? 0
  const right = points[after]
  const left = points[after - 1]
  const x = xs[after] ?? 0
  if (!left || !right || right.at === left.at) return x
  const before = xs[after - 1] ?? 0
  return before + ((at - left.at) / (right.at - left.at)) * (x - before)
}

/** Follows the width of its place, so that text keeps its size on every screen. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new ResizeObserver(() => setWidth(Math.max(240, Math.floor(element.clientWidth))))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return { place, width }
}
