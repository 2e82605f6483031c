import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const BUNDLE = 'dist-worker/index.js'
const MOST_BYTES = 500 * 1024

// `npm test` bundles before it tests; alone, this file has nothing to weigh until `wrangler deploy --dry-run --outdir dist-worker`.
test.skipIf(!existsSync(BUNDLE))('the Worker is at most 500 KiB, compressed', () => {
  expect(gzipSync(readFileSync(BUNDLE)).length).toBeLessThanOrEqual(MOST_BYTES)
})
