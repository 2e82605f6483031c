/**
 * `npm start`: builds the site, migrates the embedded database, serves everything on one port, seeds demo data once,
 * and fires the cron trigger every minute, as the platform would.
 * Invoices are paid at a gateway of its own on the next port.
 * PORT (8787) and STATE_DIR (.state) change port and where data lives.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { staffStatements } from '../../worker/auth/staff.ts'
import { DEMO_PASSWORD, SARI, STAFF } from './demo.ts'
import { startLocalGateway } from './gateway.ts'
import { LOCAL_GATEWAY_KEYS } from './gateway-payment.ts'
import { isTaken } from './port.ts'
import { run, start } from './run.ts'
import { generateSecrets } from './secrets.ts'
import { seed } from './seed.ts'
import { totpCode } from './totp.ts'

const port = Number(process.env['PORT'] ?? 8787)
const stateDir = process.env['STATE_DIR'] ?? '.state'
const origin = `http://localhost:${port}`
const secretsFile = join(stateDir, 'development.env')
/** Holds the staff member’s second factor, so that its code can be shown; present once the demo data is whole. */
const seededFile = join(stateDir, 'seeded')

if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT is “${process.env['PORT']}”: a number from 1 to 65535 is needed.`)
  process.exit(1)
}
if (await isTaken(port)) {
  console.error(`Something runs on port ${port} already. Stop it, or choose another: PORT=${port + 1} npm start`)
  process.exit(1)
}
mkdirSync(stateDir, { recursive: true })
if (!existsSync(secretsFile)) writeFileSync(secretsFile, await generateSecrets(), { mode: 0o600 })

await run('npm', ['run', '--silent', 'content'])
await run('astro', ['build', '--silent'])
const isNew = !existsSync(seededFile)
// A first start that was cut short left half a demonstration: begin again.
if (isNew) rmSync(join(stateDir, 'v3'), { recursive: true, force: true })
const database = (...args: string[]) =>
  run('wrangler', ['d1', ...args, '--local', '--persist-to', stateDir], { stdio: ['ignore', 'ignore', 'inherit'] })
await database('migrations', 'apply', 'DB')
if (isNew) {
  const file = join(stateDir, 'staff.sql')
  writeFileSync(file, (await staffStatements({ ...STAFF, password: DEMO_PASSWORD }, Date.now())).join('\n'))
  await database('execute', 'DB', '--file', file)
  rmSync(file)
}

/** Paying works without a network: a gateway of our own, on the next port, that lives by the test clock. */
const gateway = await startLocalGateway({
  port: (await isTaken(port + 1)) ? 0 : port + 1,
  notify: { midtrans: `${origin}/api/webhooks/midtrans`, xendit: `${origin}/api/webhooks/xendit` },
  now: async () => ((await (await fetch(`${origin}/api/dev/clock`)).json()) as { epochMilliseconds: number }).epochMilliseconds,
})
const gatewayVars = { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url }

const server = start(
  'wrangler',
  [
    'dev',
    '--port',
    String(port),
    '--persist-to',
    stateDir,
    '--env-file',
    secretsFile,
    '--var',
    'ENVIRONMENT:development',
    '--var',
    `ORIGIN:${origin}`,
    ...Object.entries(gatewayVars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    '--log-level',
    'error',
    '--show-interactive-dev-session=false',
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
)
server.once('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill(signal))

await untilReady()
if (isNew) writeFileSync(seededFile, (await seed(origin, Date.now())).staffTotpUri)
const staffTotpUri = readFileSync(seededFile, 'utf8')
setInterval(() => fetch(`${origin}/api/dev/sweep`, { method: 'POST' }).catch(() => undefined), 60_000)

console.log(`
Mufakat runs at ${origin}

  Policies          ${origin}/privasi   ${origin}/sla   ${origin}/ketentuan   ${origin}/cookie
  Differences       ${origin}/ketentuan/perubahan/2024-11-01..2026-12-15
  Calculator        ${origin}/ketentuan/kalkulator
  Customer portal   ${origin}/masuk        sign in as  ${SARI.userId}      password  ${DEMO_PASSWORD}
  Staff             ${origin}/staf         sign in as  ${STAFF.userId}   password  ${DEMO_PASSWORD}
                    code  ${totpCode(staffTotpUri, Date.now())}, or add to an authenticator: ${staffTotpUri}
  Mail "sent"       ${origin}/api/dev/mail
  Test clock        ${origin}/api/dev/clock

Stop with Ctrl-C. Data stays in ${stateDir}.`)

async function untilReady(): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt++) {
    const answered = await fetch(`${origin}/api/dev/clock`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((wait) => setTimeout(wait, 250))
  }
  throw new Error(`nothing answered on ${origin} within a minute`)
}
