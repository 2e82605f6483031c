/**
 * cPanel & WHM through WHM API 1: `/json-api/<function>?api.version=1`, header `Authorization: whm user:token`, and an envelope
 * `metadata.result` 1 or 0 with `metadata.reason`. Sizes there are mebibytes with an “M”.
 */
import * as z from 'zod'
import { fail, ok } from '../../shared/result.ts'
import type { Actual } from '../rules/reconcile.ts'
import { call } from './call.ts'
import type { Asked, JobState, Panel, PanelAccount, PanelFailure, Removal } from './panel.ts'

export interface WhmSettings {
  readonly url: string
  readonly user: string
  readonly token: string
  readonly patienceMs: number
}

/** Begins the reason of a suspension of ours, so that one set by a person at the panel is told apart. */
const OUR_MARK = '[mufakat]'

const MEBIBYTE = 1_048_576

/** Where the last backup on request lies; the archive of an account has one name, so each overwrites the last (S7). */
const BACKUP_FOLDER = '/home'
const archiveOf = (username: string) => `${BACKUP_FOLDER}/cpmove-${username}.tar.gz`

const Envelope = z.object({ metadata: z.object({ result: z.number(), reason: z.string().default('') }), data: z.unknown().optional() })
const numeric = z.union([z.number(), z.string()]).transform((value) => Number.parseInt(String(value), 10) || 0)
const Listed = z.object({
  acct: z
    .array(
      z.object({
        user: z.string(),
        plan: z.string(),
        suspended: numeric,
        suspendreason: z.string().nullish(),
        diskused: numeric.default(0),
        inodesused: numeric.default(0),
      }),
    )
    .default([]),
})
type ListedAccount = z.infer<typeof Listed>['acct'][number]
const Owner = z.object({ user: z.string().nullish() })
const Zones = z.object({ zone: z.array(z.object({ domain: z.string() })).default([]) })
const Backup = z.object({ session_id: z.string() })
const Restore = z.object({ transfer_session_id: z.string() })
const BackupState = z.object({ state: z.string() })
const BackupLog = z.object({ log: z.string() })
const RestoreState = z.object({ state_name: z.string() })

type Parameters = Readonly<Record<string, string | number>>

export function whmPanel(settings: WhmSettings): Panel {
  const ask = <T>(name: string, parameters: Parameters, data: z.ZodType<T>) => askWhm(settings, 'GET', name, parameters, data)
  const act = <T>(name: string, parameters: Parameters, data: z.ZodType<T>) => askWhm(settings, 'POST', name, parameters, data)
  const acted = async (name: string, parameters: Parameters): Asked<void> => {
    const answer = await act(name, parameters, z.unknown())
    return answer.ok ? ok(undefined) : answer
  }
  /** An empty list is a proof of absence; an error of accountsummary is not. */
  const find = async ({ username }: PanelAccount): Asked<ListedAccount | undefined> => {
    const answer = await ask('listaccts', { search: `^${username}$`, searchtype: 'user' }, Listed)
    return answer.ok ? ok(answer.value.acct.find(({ user }) => user === username)) : answer
  }
  const hasZone = async (domain: string): Asked<boolean> => {
    const answer = await ask('listzones', {}, Zones)
    return answer.ok ? ok(answer.value.zone.some((zone) => zone.domain === domain)) : answer
  }
  return {
    name: 'whm',
    certainty: 'asked',
    state: async (account) => {
      const found = await find(account)
      return found.ok ? ok(actualOf(found.value)) : found
    },
    create: ({ username, domain }, plan) => acted('createacct', { username, domain, plan }),
    suspend: ({ username: user }, { reason }) => acted('suspendacct', { user, reason: `${OUR_MARK} ${reason}` }),
    unsuspend: ({ username: user }) => acted('unsuspendacct', { user }),
    remove: ({ username }) => acted('removeacct', { username, keepdns: 0 }),
    // Needs no account of that name, so it also clears what a removed one left behind; it says “OK” when there was nothing.
    removeBackups: async ({ username: user }) => {
      const answer = await acted('delete_account_archives', { user, mountpoint: BACKUP_FOLDER })
      return answer.ok ? ok({ outcome: 'removed', by: 'delete_account_archives' }) : answer
    },
    removeZone: ({ username, domain }) => {
      const ownedByOther = async (): Asked<boolean> => {
        const answer = await ask('getdomainowner', { domain }, Owner)
        return answer.ok ? ok((answer.value.user ?? username) !== username) : answer
      }
      return removeZone({ has: () => hasZone(domain), ownedByOther, kill: () => acted('killdns', { domain }) })
    },
    changePackage: ({ username: user }, pkg) => acted('changepackage', { user, pkg }),
    backup: async ({ username: user }) => {
      const answer = await act('start_background_pkgacct', { user, tarroot: BACKUP_FOLDER }, Backup)
      return answer.ok ? ok(answer.value.session_id) : answer
    },
    restore: async ({ username }) => {
      const parameters = { cpmovepath: archiveOf(username), username, overwrite: 1, delete_archive: 0 }
      const answer = await act('start_local_cpmove_restore', parameters, Restore)
      return answer.ok ? ok(answer.value.transfer_session_id) : answer
    },
    job: async (_, { kind, reference }) => {
      if (kind === 'restore') {
        const answer = await ask('get_transfer_session_state', { transfer_session_id: reference }, RestoreState)
        return answer.ok ? ok(ended(answer.value.state_name, null)) : answer
      }
      const answer = await ask('get_pkgacct_session_state', { session_id: reference }, BackupState)
      if (!answer.ok || answer.value.state !== 'COMPLETED') return answer.ok ? ok(ended(answer.value.state, null)) : answer
      const log = await ask('fetch_pkgacct_master_log', { session_id: reference }, BackupLog)
      return log.ok ? ok(ended('COMPLETED', archiveBytes(log.value.log))) : log
    },
    usage: async (account) => {
      const found = await find(account)
      if (!found.ok) return found
      return ok(found.value ? { diskBytes: found.value.diskused * MEBIBYTE, inodes: found.value.inodesused } : null)
    },
  }
}

/** `RUNNING`, `PENDING`, `PAUSED` and the steps of a transfer: not yet. */
function ended(state: string, bytes: number | null): JobState {
  if (state === 'COMPLETED') return { state: 'done', bytes }
  return state === 'FAILED' || state === 'ABORTED' ? { state: 'failed' } : { state: 'running' }
}

/** The log of a finished job names the archive's size in bytes, as in “size is: 155296”, beside other sizes. */
function archiveBytes(log: string): number | null {
  const found = /(?<![a-z])size is: (\d+)/.exec(log)
  return found ? Number(found[1]) : null
}

interface Zone {
  readonly has: () => Asked<boolean>
  readonly ownedByOther: () => Asked<boolean>
  readonly kill: () => Asked<void>
}

/**
 * Removing the account has mostly removed its zone; a list without it is the proof. A zone that is listed may be a new one: whoever
 * came back ordered the same domain anew (S16), and that account's zone is not the purge's.
 */
async function removeZone({ has, ownedByOther, kill }: Zone): Asked<Removal> {
  const before = await has()
  if (!before.ok) return before
  if (!before.value) return ok({ outcome: 'absent', by: 'listzones' })
  const other = await ownedByOther()
  if (!other.ok) return other
  if (other.value) return ok({ outcome: 'absent', by: 'getdomainowner' })
  const killed = await kill()
  if (!killed.ok) return killed
  const after = await has()
  if (!after.ok) return after
  return after.value ? fail({ reason: 'panel_broken', detail: 'the zone is still listed' }) : ok({ outcome: 'removed', by: 'listzones' })
}

function actualOf(found: ListedAccount | undefined): Actual {
  if (found === undefined) return { presence: 'absent' }
  const suspended = found.suspended === 1
  const suspendedByUs = suspended && (found.suspendreason ?? '').startsWith(OUR_MARK)
  return { presence: 'present', suspended, suspendedByUs, package: found.plan }
}

async function askWhm<T>(
  { url, user, token, patienceMs }: WhmSettings,
  method: 'GET' | 'POST',
  name: string,
  parameters: Parameters,
  data: z.ZodType<T>,
): Asked<T> {
  const query = new URLSearchParams([['api.version', '1'], ...Object.entries(parameters).map(([key, value]) => [key, String(value)])])
  const address = `${url.replace(/\/$/, '')}/json-api/${name}`
  const headers = { authorization: `whm ${user}:${token}` }
  const answer =
    method === 'GET'
      ? await call(`${address}?${query}`, { headers }, patienceMs)
      : await call(address, { method, headers, body: query }, patienceMs)
  if (!answer.ok) return answer
  const broken: PanelFailure = { reason: 'panel_broken', detail: `unreadable answer to ${name}` }
  const envelope = Envelope.safeParse(await answer.value.json().catch(() => undefined))
  if (!envelope.success) return fail(broken)
  const { result, reason } = envelope.data.metadata
  if (result !== 1) return fail({ reason: 'panel_refused', detail: reason.slice(0, 200) })
  const parsed = data.safeParse(envelope.data.data)
  return parsed.success ? ok(parsed.data) : fail(broken)
}
