/** Chromium for browser tests: the one named by CHROME_PATH, else the one that comes with the development packages on Linux. */
import { type Browser, chromium } from 'playwright-core'

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of the browser's program. On Linux the packaged build unpacks itself and its libraries once into the temporary folder. */
async function browserPath(): Promise<string> {
  if (process.env['CHROME_PATH']) return process.env['CHROME_PATH']
  if (process.platform !== 'linux') throw new Error('Set CHROME_PATH to an installed Chrome or Chromium.')
  // The package brings its own shared libraries only where it believes to run on this service.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}

/** @param port opens the debugging port, for tools that bring their own client. */
export async function startBrowser(port?: number): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: [...QUIET, ...(port === undefined ? [] : [`--remote-debugging-port=${port}`])],
  })
}
