/**
 * What every Worker under test starts from, made once a run, since each file starts a Worker of its own: the bundle that a
 * deployment would upload, its settings as wrangler.toml says them, and a database with the migrations.
 * Only the price of a password's hash (`quick-password.ts`) and the patience of queues differ.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseOf } from './database.ts'
import { run } from './run.ts'
import { openServer } from './server.ts'

/** Tells the folder to the processes that run the files. */
const PLACE = 'PREPARED_WORKER'

/** @returns a folder with `bundle`, `settings.json` and `state`. */
export async function prepared(): Promise<string> {
  process.env[PLACE] ??= await prepare()
  return process.env[PLACE]
}

async function prepare(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'mufakat-prepared-'))
  const alias = '@better-auth/utils/password:./test/support/quick-password.ts'
  await run('wrangler', ['deploy', '--dry-run', '--outdir', join(folder, 'bundle'), '--alias', alias], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Loaded only here: it takes seconds.
  const { unstable_getMiniflareWorkerOptions: settingsOf, unstable_splitSqlQuery: splitSql } = await import('wrangler')
  // A queue waits a while for company before it delivers; here nobody else writes.
  const hurried = (key: string, value: unknown) => (key === 'maxBatchTimeout' ? 0 : value)
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settingsOf('wrangler.toml').workerOptions, hurried))
  const server = openServer(folder, join(folder, 'state'), {})
  try {
    const db = databaseOf(server)
    const migrations = 'worker/migrations'
    for (const file of readdirSync(migrations)
      .filter((name) => name.endsWith('.sql'))
      .sort()) {
      await db.batch(splitSql(readFileSync(join(migrations, file), 'utf8')).map((statement) => db.prepare(statement)))
    }
  } finally {
    await server.dispose()
  }
  return folder
}

interface Project {
  onTestsRerun(prepareAgain: () => Promise<void>): void
}

/** Before the first file of a project; the first project of a run does it for all. */
export async function setup(project: Project): Promise<() => void> {
  if (process.env[PLACE]) return () => undefined
  await prepared()
  project.onTestsRerun(async () => {
    forget()
    await prepared()
  })
  return forget
}

function forget(): void {
  const folder = process.env[PLACE]
  delete process.env[PLACE]
  if (folder) rmSync(folder, { recursive: true, force: true })
}
