import { ok } from '../../shared/result.ts'
import type { Panel, PanelAccount, Usage } from './panel.ts'

const done = async () => ok(undefined)
const recorded = (by: string) => async () => ok({ outcome: 'recorded' as const, by })

/** No panel: what would be asked is recorded as done. Nothing is stored, so nothing can be measured or restored. */
export const recordOnly: Panel = {
  name: 'none',
  certainty: 'recorded',
  state: async ({ recorded }) => ok(recorded ?? { presence: 'absent' }),
  create: done,
  suspend: done,
  unsuspend: done,
  remove: done,
  removeBackups: recorded('removeBackups'),
  removeZone: recorded('removeZone'),
  changePackage: done,
  backup: async (_, { id }) => ok(id),
  restore: async (_, { id }) => ok(id),
  job: async () => ok({ state: 'untold' }),
  usage: async () => ok(null),
}

const HUNDRED_MEGABYTES = 100_000_000

/** What nothing was recorded of uses a little, and each account another little, always the same. */
function imagined({ username }: PanelAccount): Usage {
  const share = (username.charCodeAt(username.length - 1) % 8) + 4
  return { diskBytes: share * HUNDRED_MEGABYTES, inodes: share * 2_500 }
}

/** Development without a panel: accounts use what was recorded of them, and jobs end at the next look. */
export const rehearsal: Panel = {
  ...recordOnly,
  name: 'rehearsal',
  job: async (account, { kind }) => ok({ state: 'done', bytes: kind === 'backup' ? (account.usage ?? imagined(account)).diskBytes : null }),
  usage: async (account) => ok(account.usage ?? imagined(account)),
}
