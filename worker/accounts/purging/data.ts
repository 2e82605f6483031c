import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { purgeBlocks, purgeProofs, purges } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const USE = personal('service_use')

export const purgeBlocksData: DataMap<typeof purgeBlocks> = {
  id: NAMES,
  account: NAMES,
  kind: USE,
  subject: USE,
  placedAt: USE,
  placedBy: notPersonal('The staff user who placed it.'),
  liftedAt: USE,
  liftedBy: notPersonal('The staff user who lifted it.'),
  commitId: NAMES,
}

export const purgesData: DataMap<typeof purges> = {
  account: NAMES,
  endedAt: USE,
  startedAt: USE,
  attempt: notPersonal('How the software works, not whom it works for.'),
  deletingAt: USE,
  finishedAt: USE,
  commitId: NAMES,
}

export const purgeProofsData: DataMap<typeof purgeProofs> = {
  account: NAMES,
  endedAt: USE,
  step: USE,
  outcome: USE,
  proof: USE,
  digest: USE,
  at: USE,
  commitId: NAMES,
}
