import { ok } from '../../shared/result.ts'
import type { Panel } from './panel.ts'

const done = async () => ok(undefined)
const recorded = (by: string) => async () => ok({ outcome: 'recorded' as const, by })

/** No panel: what would be asked is recorded as done. The local default. */
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
  usage: async () => ok(null),
}
