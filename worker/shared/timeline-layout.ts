/**
 * Where the points of a drawn time line go: dots on one axis, labels in rows below it, nothing over anything else.
 * Pure numbers in CSS pixels, so that the Worker's string of SVG and the portal's component draw the same picture.
 * The text equivalent, a list of the same points, stands beside it.
 */
export interface LayoutPoint {
  readonly at: number
  /** Lines of the label, top to bottom. */
  readonly lines: readonly string[]
}

export interface LayoutOptions {
  readonly width: number
  /** Widest glyph run: pixels per character of the label's font. */
  readonly characterWidth?: number
  readonly lineHeight?: number
  readonly dotRadius?: number
}

export interface PlacedPoint {
  /** Centre of the dot. */
  readonly x: number
  readonly label: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly row: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly axisY: number
  /** In the order of the points given. */
  readonly points: readonly PlacedPoint[]
}

const GAP = 12

/** @param points in order of time. Labels longer than the width are the caller's to wrap (`wrapLabel`). */
export function layoutTimeline(points: readonly LayoutPoint[], options: LayoutOptions): Layout {
  const { width, characterWidth = 7.5, lineHeight = 18, dotRadius = 6 } = options
  const axisY = dotRadius * 2
  const xs = spread(points, dotRadius + 2, width - dotRadius - 2, dotRadius * 2 + 4)
  const rowEnds: number[] = []
  const rowHeights: number[] = []
  const labels = points.map(({ lines }, index) => {
    const labelWidth = Math.min(width, Math.max(0, ...lines.map((line) => line.length)) * characterWidth)
    const x = clamp((xs[index] ?? 0) - labelWidth / 2, 0, width - labelWidth)
    const free = rowEnds.findIndex((end) => end + GAP <= x)
    const row = free === -1 ? rowEnds.length : free
    rowEnds[row] = x + labelWidth
    rowHeights[row] = Math.max(rowHeights[row] ?? 0, lines.length * lineHeight)
    return { x, row, width: labelWidth, height: lines.length * lineHeight }
  })
  const rowY = (row: number) => axisY + dotRadius + GAP + rowHeights.slice(0, row).reduce((sum, height) => sum + height + GAP, 0)
  return {
    width,
    height: points.length === 0 ? axisY * 2 : rowY(rowHeights.length),
    axisY,
    points: labels.map(({ row, ...label }, index) => ({ x: xs[index] ?? 0, row, label: { ...label, y: rowY(row) } })),
  }
}

/** Breaks a label at spaces into lines of at most so many characters; a longer word stands alone. */
export function wrapLabel(text: string, characters: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= characters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** In proportion to time, but never closer than dots can be told apart; where even that does not fit, evenly. */
function spread(points: readonly LayoutPoint[], left: number, right: number, apart: number): number[] {
  const first = points[0]?.at ?? 0
  const span = (points.at(-1)?.at ?? 0) - first
  const step = Math.min(apart, points.length > 1 ? (right - left) / (points.length - 1) : apart)
  const xs: number[] = []
  for (const [index, { at }] of points.entries()) {
    const proportional = span === 0 ? left : left + ((at - first) / span) * (right - left)
    const latest = right - (points.length - 1 - index) * step
    xs.push(Math.min(Math.max(proportional, index === 0 ? left : (xs[index - 1] ?? left) + step), latest))
  }
  return xs
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))
