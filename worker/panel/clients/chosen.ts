/** Which panel this installation has. */
import type { Env } from '../../context.ts'
import { recordOnly, rehearsal } from './none.ts'
import type { Panel } from './panel.ts'
import { webhookPanel } from './webhook.ts'
import { whmPanel } from './whm.ts'

/** Creating or removing an account takes a panel a while; well below the lease of a claimed row. */
const PATIENCE_MS = 60_000

/** @throws when the panel that is named lacks its settings: nothing should pretend to be done. */
export function panelOf(env: Env): Panel {
  switch (env.PANEL ?? 'none') {
    case 'none':
      return env.ENVIRONMENT === 'development' ? rehearsal : recordOnly
    case 'whm': {
      const { WHM_URL: url, WHM_USER: user, WHM_TOKEN: token } = env
      if (!url || !user || !token) throw new Error('PANEL is whm: WHM_URL, WHM_USER and WHM_TOKEN are needed')
      return whmPanel({ url, user, token, patienceMs: Number(env.PANEL_PATIENCE_MS ?? PATIENCE_MS) })
    }
    case 'webhook': {
      const { PANEL_WEBHOOK_URL: url, PANEL_WEBHOOK_SECRET: secrets } = env
      if (!url || !secrets) throw new Error('PANEL is webhook: PANEL_WEBHOOK_URL and PANEL_WEBHOOK_SECRET are needed')
      return webhookPanel({ url, secrets: secrets.split(' ') })
    }
  }
}
