import { defineConfig } from 'vitest/config'

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
})

const globalSetup = 'test/support/prepared.ts'

/** Two files at a time: each that starts a Worker or a browser starts processes of its own, and the machine may be small. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    isolate: false,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      project('rules'),
      project('site'),
      project('worker', { globalSetup }),
      project('sweeps', { globalSetup }),
      project('faults', { globalSetup, testTimeout: 300_000 }),
      project('browser', { globalSetup, testTimeout: 120_000 }),
    ],
  },
})
