/** Runs a program of the project’s own `node_modules/.bin` and hands its output through. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

/** Quiet, offline, and with the project’s own Node first in the path. */
export const localEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  CI: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
})

export function start(command: string, args: readonly string[], options: SpawnOptions = {}) {
  return spawn(command, args, { stdio: 'inherit', env: localEnvironment(), shell: process.platform === 'win32', ...options })
}

/** @throws when the program exits with anything but 0. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
  return new Promise((done, reject) => {
    const child = start(command, args, options)
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? done() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`))))
  })
}
