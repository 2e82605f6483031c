import lighthouse from 'lighthouse'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { freePort } from '../support/port.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let port: number
let worker: RunningWorker
let browser: Browser
beforeAll(async () => {
  worker = await startWorker()
  await worker.setClock('2026-11-22T03:00:00Z')
  port = await freePort()
  browser = await startBrowser(port)
})
afterAll(async () => {
  await browser.close()
  await worker.close()
})

test.each(['/privasi', '/en/sla/2026-12-15', '/ketentuan', '/cookie'])(
  '%s is perfect to Lighthouse in accessibility, best practices and SEO',
  async (path) => {
    const run = await lighthouse(worker.url.origin + path, {
      port,
      logLevel: 'error',
      onlyCategories: ['accessibility', 'best-practices', 'seo'],
    })
    const { categories = {}, audits = {} } = run?.lhr ?? {}
    const failed = Object.values(audits).filter(({ score }) => score !== null && score < 1)
    const scores = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score]))
    expect(failed.map(({ id, explanation }) => `${id}: ${explanation ?? ''}`)).toEqual([])
    expect(scores).toEqual({ accessibility: 1, 'best-practices': 1, seo: 1 })
  },
)
