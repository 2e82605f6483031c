import { defineConfig } from 'vitest/config'

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
})

/** Rules run in parallel; whatever starts a Worker or a browser runs a file at a time, since the machine may be small. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      project('rules'),
      project('site'),
      project('worker', { fileParallelism: false }),
      project('sweeps'),
      project('faults', { fileParallelism: false, testTimeout: 300_000 }),
      project('browser', { fileParallelism: false, testTimeout: 120_000 }),
    ],
  },
})
