/** The portal as a customer meets it: the built site on the real Worker, in a real browser, with the test clock set. */
import { createHmac } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startBrowser } from './browser.ts'
import { type Client, customerOf } from './client.ts'
import { type RunningWorker, startWorker } from './worker.ts'

/** A day on which the first versions are in force and the next ones published. */
const START = '2026-11-25T03:00:00Z'

export interface Portal {
  readonly worker: RunningWorker
  readonly browser: Browser
  /** A visitor without cookies; what their pages complain about in the console is collected. */
  visitor(options?: Parameters<Browser['newContext']>[0]): Promise<Visitor>
  /** A registered customer, signed in. */
  customer(changes?: Record<string, unknown>, options?: Parameters<Browser['newContext']>[0]): Promise<Visitor & Customer>
  close(): Promise<void>
}

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Opens an address and waits until what it loads stands there. */
  open(path: string): Promise<Page>
  readonly complaints: string[]
}

export interface Customer {
  readonly client: Client
  readonly customerId: string
  readonly userId: string
  readonly email: string
}

/** @param vars added to the Worker's own, e.g. a gateway's address. */
export async function startPortal(vars: Readonly<Record<string, string>> = {}): Promise<Portal> {
  const [worker, browser] = await Promise.all([startWorker('development', vars), startBrowser()])
  await worker.setClock(START)
  const visitor = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Visitor> => {
    const context = await browser.newContext({ baseURL: worker.url.origin, locale: 'id-ID', ...options })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (/Content.Security.Policy|Refused/i.test(message.text())) complaints.push(message.text())
    })
    const open = async (path: string) => {
      await page.goto(path)
      await loaded(page)
      return page
    }
    return { page, context, open, complaints }
  }
  return {
    worker,
    browser,
    visitor,
    async customer(changes, options) {
      const { client, customerId, input } = await customerOf(worker, Date.parse(START), changes)
      const who = await visitor(options)
      const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: worker.url.origin.replace('http:', 'https:') }))
      await who.context.addCookies(cookies)
      return { ...who, client, customerId, userId: String(input.userId), email: String(input.email) }
    },
    async close() {
      await browser.close()
      await worker.close()
    },
  }
}

/** Nothing is still loading. */
export async function loaded(page: Page): Promise<void> {
  await page.locator('#portal:not([aria-busy])').waitFor()
  await page.locator('.skeleton:visible').first().waitFor({ state: 'detached' })
}

/** Everything that opens is opened, since what is hidden is not looked at. */
export async function openAll(page: Page): Promise<void> {
  await page.locator('details:not([open])').evaluateAll((all) =>
    Promise.all(
      all.map((one) => {
        const told = new Promise((done) => one.addEventListener('toggle', done, { once: true }))
        one.setAttribute('open', '')
        return told
      }),
    ),
  )
  await page.locator('.skeleton:visible').first().waitFor({ state: 'detached' })
}

/** Rules that judge colours. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * What axe complains about in either theme. In the dark one only colours are judged: all else is the same page.
 * The page is looked at from outside: its policy lets no foreign script in, and this one comes by the debugger.
 */
export async function barriers(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await new AxeBuilder({ page }).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await new AxeBuilder({ page }).withRules(COLOURS).analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light.violations, ...dark.violations].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

export async function signIn(page: Page, identifier: string, password: string): Promise<void> {
  await page.locator('[name=identifier]').fill(identifier)
  await page.locator('[name=password]').fill(password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** The newest mail of a kind to an address, as the development door tells it. */
export async function mailTo(worker: RunningWorker, to: string, kind: string): Promise<{ links: Record<string, string> }> {
  const mails = (await (await worker.fetch('/api/dev/mail')).json()) as { to: string; kind: string; links: Record<string, string> }[]
  const found = mails.find((mail) => mail.to === to && mail.kind === kind)
  if (!found) throw new Error(`no ${kind} mail to ${to} among ${mails.length}`)
  return found
}

/** RFC 6238 with SHA-1, six digits, 30 seconds: what the customer's app computes. */
export function totp(secret: string, at = Date.now()): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
