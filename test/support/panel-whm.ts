/** A WHM of our own: accounts in memory behind WHM API 1, with the faults of real ones. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface WhmAccount {
  user: string
  domain: string
  plan: string
  suspended: 0 | 1
  suspendreason: string
  diskused: string
  inodesused: string
}

interface WhmSession {
  state: 'RUNNING' | 'COMPLETED' | 'FAILED'
  /** Bytes of the archive; absent: the log does not say. */
  size?: number | undefined
}

/** What goes wrong with the next acting call: 503 before doing it, no answer after doing it, or a no. */
type WhmFault = 'broken' | 'silent_after' | 'silent_before' | 'refuses'

export interface FakeWhm {
  readonly url: string
  readonly token: string
  readonly accounts: Map<string, WhmAccount>
  /** Domains of the zones it serves. */
  readonly zones: Set<string>
  /** Acting calls that were carried out, in order, as `suspendacct ma1`. */
  readonly acts: string[]
  readonly questions: number
  /** Sessions that were begun; each is done at once unless a test says otherwise. */
  readonly sessions: Map<string, WhmSession>
  /** Faults of the coming acting calls, first one first. */
  readonly faults: WhmFault[]
  /** Whether questions find no answer. */
  answersNothing(still: boolean): void
  add(account: Partial<WhmAccount> & { readonly user: string }): void
  close(): Promise<void>
}

type Parameters = URLSearchParams
type Sessions = Map<string, WhmSession>
/** Acts that tell nothing answer with `metadata` alone, as the real ones do. */
type Answer = { readonly data: object | undefined } | { readonly refused: string }

/** What has to be done outside of the accounts: of archives it says “OK” whether there were any or not. */
const actOnZones = (zones: Set<string>, name: string, p: Parameters): Answer | undefined => {
  if (name === 'delete_account_archives') return { data: undefined }
  if (name !== 'killdns') return undefined
  return zones.delete(p.get('domain') ?? '') ? { data: undefined } : { refused: 'Zone does not exist.' }
}

const ACTS: { readonly [name: string]: (accounts: Map<string, WhmAccount>, p: Parameters) => Answer } = {
  createacct(accounts, p) {
    const user = p.get('username') ?? ''
    if (accounts.has(user)) return { refused: `Sorry, a user with the name “${user}” already exists.` }
    accounts.set(user, fresh({ user, domain: p.get('domain') ?? '', plan: p.get('plan') ?? '' }))
    return { data: undefined }
  },
  suspendacct: (accounts, p) => change(accounts, p.get('user'), { suspended: 1, suspendreason: p.get('reason') ?? 'Unknown' }),
  unsuspendacct: (accounts, p) => change(accounts, p.get('user'), { suspended: 0, suspendreason: 'not suspended' }),
  changepackage: (accounts, p) => change(accounts, p.get('user'), { plan: p.get('pkg') ?? '' }),
  removeacct: (accounts, p) => (accounts.delete(p.get('username') ?? '') ? { data: undefined } : { refused: 'Account does not exist.' }),
  start_background_pkgacct: (accounts, p) =>
    accounts.has(p.get('user') ?? '') ? { data: { session_id: `${p.get('user')}20270310` } } : { refused: 'Account does not exist.' },
  start_local_cpmove_restore: (accounts, p) =>
    accounts.has(p.get('username') ?? '') ? { data: { transfer_session_id: `restore-${p.get('username')}` } } : { refused: 'No archive.' },
}

const fresh = (account: Partial<WhmAccount> & { readonly user: string }): WhmAccount => ({
  domain: `${account.user}.example`,
  plan: 'starter',
  suspended: 0,
  suspendreason: 'not suspended',
  diskused: '100M',
  inodesused: '2000',
  ...account,
})

function change(accounts: Map<string, WhmAccount>, user: string | null, set: Partial<WhmAccount>): Answer {
  const account = accounts.get(user ?? '')
  if (account === undefined) return { refused: 'Account does not exist.' }
  accounts.set(account.user, { ...account, ...set })
  return { data: undefined }
}

function listaccts(accounts: Map<string, WhmAccount>, p: Parameters): Answer {
  const pattern = new RegExp(p.get('search') ?? '')
  return { data: { acct: [...accounts.values()].filter(({ user }) => p.get('searchtype') !== 'user' || pattern.test(user)) } }
}

const logLine = (contents: string) => JSON.stringify({ contents: `${contents}\n`, partial: 0, pid: 1, indent: 0, type: 'out' })

/** Log and names as in the real ones’ documentation. */
const QUESTIONS: { readonly [name: string]: (accounts: Map<string, WhmAccount>, sessions: Sessions, p: Parameters) => Answer } = {
  listaccts: (accounts, _, p) => listaccts(accounts, p),
  getdomainowner: (accounts, _, p) => ({
    data: { user: [...accounts.values()].find(({ domain }) => domain === p.get('domain'))?.user ?? null },
  }),
  get_pkgacct_session_state: (_, sessions, p) => ({ data: { state: sessions.get(p.get('session_id') ?? '')?.state ?? 'COMPLETED' } }),
  get_transfer_session_state: (_, sessions, p) => ({
    data: { state_name: sessions.get(p.get('transfer_session_id') ?? '')?.state ?? 'COMPLETED' },
  }),
  fetch_pkgacct_master_log(_, sessions, p) {
    const session = sessions.get(p.get('session_id') ?? '')
    const size = session === undefined ? 155_296 : session.size
    const lines = ['pkgacct started.', 'homesize is: 41713664', ...(size === undefined ? [] : [`size is: ${size}`]), 'pkgacct completed']
    return { data: { log: lines.map(logLine).join('\n') } }
  },
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

export async function openWhm(): Promise<FakeWhm> {
  const token = 'TESTTOKEN'
  const accounts = new Map<string, WhmAccount>()
  const zones = new Set<string>()
  const acts: string[] = []
  const faults: WhmFault[] = []
  const sessions: Sessions = new Map()
  let questions = 0
  let mute = false

  function act(name: string, parameters: Parameters, response: ServerResponse): void {
    const fault = faults.shift()
    if (fault === 'broken') response.writeHead(503).end()
    if (fault === 'broken') return
    if (fault === 'silent_before') return
    const refused: Answer | undefined = fault === 'refuses' ? { refused: 'The test refuses.' } : undefined
    const answer = refused ??
      actOnZones(zones, name, parameters) ??
      ACTS[name]?.(accounts, parameters) ?? { refused: `Unknown app (“${name}”) requested.` }
    if ('data' in answer) acts.push(`${name} ${parameters.get('user') ?? parameters.get('username') ?? parameters.get('domain')}`)
    if (fault !== 'silent_after') reply(response, name, answer)
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://whm')
    const name = url.pathname.replace('/json-api/', '')
    if (request.headers.authorization !== `whm root:${token}`) return void response.writeHead(403).end('Access denied')
    const parameters = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : url.searchParams
    if (parameters.get('api.version') !== '1') return void response.writeHead(200).end('{"cpanelresult":{}}')
    const question = QUESTIONS[name]
    if (name !== 'listzones' && question === undefined) return act(name, parameters, response)
    questions++
    if (mute) return
    if (question === undefined) return reply(response, name, { data: { zone: [...zones].map((domain) => ({ domain })) } })
    reply(response, name, question(accounts, sessions, parameters))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    accounts,
    zones,
    acts,
    get questions() {
      return questions
    },
    faults,
    sessions,
    answersNothing: (still) => {
      mute = still
    },
    add: (account) => void accounts.set(account.user, fresh(account)),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

function reply(response: ServerResponse, command: string, answer: Answer): void {
  const refused = 'refused' in answer
  const metadata = { version: 1, command, result: refused ? 0 : 1, reason: refused ? answer.refused : 'OK' }
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ metadata, ...(refused ? {} : { data: answer.data }) }))
}
