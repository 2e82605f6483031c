/** Bytes of every policy page as a browser receives it, and Lighthouse's opinion of its speed. */
import { brotliCompressSync } from 'node:zlib'
import lighthouse from 'lighthouse'
import { policies } from '../../worker/policies/generated.ts'
import { startBrowser } from '../support/browser.ts'
import type { RunningWorker } from '../support/worker.ts'

/** HTML with its stylesheet, brotli. */
const MOST_BYTES = 14_000
const LEAST_PERFORMANCE = 0.99
const PORT = 9334

export interface PageFigures {
  readonly path: string
  readonly bytes: number
  /** 0 to 1, measured for the longest page only. */
  readonly performance: number | undefined
}

export async function measurePages(worker: RunningWorker): Promise<PageFigures[]> {
  const paths = policies.flatMap(({ paths }) => [paths.id, paths.en])
  const sizes: { path: string; bytes: number }[] = []
  for (const path of paths) sizes.push({ path, bytes: brotliCompressSync(await (await worker.fetch(path)).text()).length })
  const [longest, ...rest] = sizes.sort((a, b) => b.bytes - a.bytes)
  if (longest === undefined) return []
  return [
    { ...longest, performance: await speedOf(worker.url.origin + longest.path) },
    ...rest.map((page) => ({ ...page, performance: undefined })),
  ]
}

async function speedOf(url: string): Promise<number> {
  const browser = await startBrowser(PORT)
  try {
    const run = await lighthouse(url, { port: PORT, logLevel: 'error', onlyCategories: ['performance'] })
    return run?.lhr.categories['performance']?.score ?? 0
  } finally {
    await browser.close()
  }
}

export function pageWithinBudget({ bytes, performance }: PageFigures): boolean {
  return bytes <= MOST_BYTES && (performance === undefined || performance >= LEAST_PERFORMANCE)
}
