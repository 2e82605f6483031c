/** S9: warnings before and when a package's capacity is reached, once for each time that a threshold is crossed upwards. */

/** Percent of the capacity, from the lowest. */
export const THRESHOLDS = [80, 90, 100] as const
export type Threshold = (typeof THRESHOLDS)[number]

export const RESOURCES = ['disk', 'inodes'] as const
export type Resource = (typeof RESOURCES)[number]

/** Disk in bytes, inodes as a count. */
export type Amounts = { readonly [R in Resource]: number }

/** The highest threshold at which each resource stood when last looked at; null: below all. Kept between looks. */
export type Levels = { readonly [R in Resource]: Threshold | null }

export const BELOW_ALL: Levels = { disk: null, inodes: null }

export interface UsageWarning {
  readonly resource: Resource
  /** The thresholds crossed since the last look. The customer gets one message, which names the highest. */
  readonly crossed: readonly Threshold[]
  readonly highest: Threshold
  /** Whole percent of the capacity, rounded down. */
  readonly percent: number
  readonly clause: 'S9'
}

/** S9: the highest threshold that is reached; exactly 80% is reached. */
export function levelOf(used: number, quota: number): Threshold | null {
  return THRESHOLDS.findLast((threshold) => used * 100 >= threshold * quota) ?? null
}

/**
 * S9: what the customer is warned of at this look, and the levels to keep. Standing still warns of nothing again; falling below a
 * threshold, also by a larger package, makes its next crossing a new one.
 */
export function decideUsage(used: Amounts, quota: Amounts, before: Levels): { warnings: readonly UsageWarning[]; levels: Levels } {
  const levels = { disk: levelOf(used.disk, quota.disk), inodes: levelOf(used.inodes, quota.inodes) }
  const warnings = RESOURCES.flatMap((resource): UsageWarning[] => {
    const crossed = THRESHOLDS.filter((threshold) => threshold > (before[resource] ?? 0) && threshold <= (levels[resource] ?? 0))
    const highest = crossed.at(-1)
    const percent = Math.floor((used[resource] * 100) / quota[resource])
    return highest === undefined ? [] : [{ resource, crossed, highest, percent, clause: 'S9' }]
  })
  return { warnings, levels }
}
