/** Starts the whole thing twice as a newcomer would, and checks that it answers and that the second start kept the data. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PASSWORD, SARI, SARI_ACCOUNTS } from './demo.ts'
import { freePort } from './port.ts'
import { start } from './run.ts'

const stateDir = mkdtempSync(join(tmpdir(), 'mufakat-smoke-'))
const port = await freePort()
const origin = `http://localhost:${port}`
const pages = [
  '/',
  '/en',
  '/privasi',
  '/sla',
  '/ketentuan',
  '/cookie',
  '/ketentuan/riwayat',
  '/ketentuan/kalkulator?jatuh-tempo=2027-03-10',
  '/policies.json',
  '/feed.xml',
  '/.well-known/security.txt',
  '/.well-known/jwks.json',
  '/api/openapi.json',
  '/masuk',
  '/daftar',
]

try {
  const first = await session(async () => {
    for (const page of pages) {
      const response = await fetch(origin + page)
      assert.equal(response.status, 200, `${page} answered ${response.status}`)
    }
    return demoAccounts()
  })
  assert.deepEqual(
    first.map(({ state }) => state).sort(),
    SARI_ACCOUNTS.map(({ state }) => state).sort(),
    'the demo shows an account in each state',
  )
  const second = await session(demoAccounts)
  assert.deepEqual(second, first, 'a second start keeps the data')
  console.log(`${pages.length + 2} passed, 0 failed`)
} finally {
  rmSync(stateDir, { recursive: true, force: true })
}

async function session<T>(check: () => Promise<T>): Promise<T> {
  const child = start('node', ['test/support/start.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDir },
  })
  try {
    await new Promise<void>((ready, reject) => {
      child.stdout?.on('data', (text: Buffer) => {
        if (text.toString().includes(`Mufakat runs at ${origin}`)) ready()
      })
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)))
    })
    return await check()
  } finally {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
}

async function demoAccounts(): Promise<readonly { id: string; state: string }[]> {
  const signIn = await fetch(`${origin}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login: SARI.userId, password: DEMO_PASSWORD }),
  })
  assert.equal(signIn.status, 200, `the printed demo sign-in answered ${signIn.status}`)
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const accounts = (await (await fetch(`${origin}/api/v1/accounts`, { headers: { cookie } })).json()) as { id: string; state: string }[]
  return accounts.map(({ id, state }) => ({ id, state })).sort((a, b) => a.id.localeCompare(b.id))
}
