import { ok } from '../../shared/result.ts'
import type { Panel } from './panel.ts'

const done = async () => ok(undefined)

/** No panel: what would be asked is recorded as done. The local default. */
export const recordOnly: Panel = {
  name: 'none',
  certainty: 'recorded',
  state: async ({ recorded }) => ok(recorded ?? { presence: 'absent' }),
  create: done,
  suspend: done,
  unsuspend: done,
  remove: done,
  changePackage: done,
  backup: async (_, { id }) => ok(id),
  restore: async (_, { id }) => ok(id),
  usage: async () => ok(null),
}
