import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const PAGES = [
  '/',
  '/en',
  '/privasi',
  '/en/privasi/2026-12-15',
  '/sla/2024-11-01',
  '/ketentuan',
  '/cookie',
  '/sla/riwayat',
  '/sla/perubahan',
  '/privasi/perubahan/2024-11-01..2026-12-15',
  '/ketentuan/kalkulator',
  '/ketentuan/kalkulator?jatuh-tempo=2027-03-10&masa=monthly',
  '/en/ketentuan/kalkulator?jatuh-tempo=2027-02-30',
  '/pengumuman',
  '/pengumuman/2026-11-21-versi-baru',
  '/glosarium',
  '/kontak',
  '/hukum',
  '/nope',
]

let worker: RunningWorker
let browser: Browser
beforeAll(async () => {
  worker = await startWorker()
  await worker.setClock('2026-11-22T03:00:00Z')
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await worker.close()
})

/** A page of its own context; scripts are off, as every policy page must work without. */
async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options })
  const page = await context.newPage()
  await page.goto(worker.url.origin + path)
  return page
}

describe('for everyone', () => {
  test.each(PAGES)('%s has no barrier axe knows of, in either theme', async (path) => {
    const page = await open(path, { colorScheme: 'light', javaScriptEnabled: true, bypassCSP: true })
    const barriers = async (axe: AxeBuilder) => {
      const { violations, passes } = await axe.analyze()
      expect(passes.length).toBeGreaterThan(0)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
    }
    expect(await barriers(new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } }))).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(new AxeBuilder({ page }).withRules(['color-contrast', 'color-contrast-enhanced']))).toEqual([])
    await page.context().close()
  })

  test.each(PAGES)('%s needs no sideways scrolling at 320 px, nor at twice the text size', async (path) => {
    const page = await open(path, { viewport: { width: 320, height: 640 }, javaScriptEnabled: true, bypassCSP: true })
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    await expect.poll(width).toBeLessThanOrEqual(320)
    await page.setViewportSize({ width: 640, height: 640 })
    await page.addStyleTag({ content: ':root { font-size: 200% }' })
    await expect.poll(width).toBeLessThanOrEqual(640)
    await page.context().close()
  })
})

describe('with the keyboard', () => {
  test('the first stop leads past the navigation, visibly', async () => {
    const page = await open('/sla', { javaScriptEnabled: true })
    await page.keyboard.press('Tab')
    const skip = page.locator('a.skip')
    await expect.poll(() => skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().height > 20)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/#/)
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    await page.context().close()
  })

  test('every stop shows where it is', async () => {
    const page = await open('/ketentuan/kalkulator', { javaScriptEnabled: true })
    const seen: string[] = []
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press('Tab')
      const [name, outline] = await page.evaluate(() => {
        const focused = document.activeElement ?? document.body
        // Past the last stop the focus is the browser's own.
        return [focused === document.body ? null : focused.textContent || focused.id, getComputedStyle(focused).outlineStyle] as const
      })
      if (name !== null) expect(`${name}: ${outline}`).not.toMatch(/: none$/)
      seen.push(name ?? '')
    }
    expect(seen.some((name) => name.includes('Tampilkan tanggalnya'))).toBe(true)
    await page.context().close()
  })
})

describe('with scripts off', () => {
  test('the calculator is asked from the terms page and answers with the dates', async () => {
    const page = await open('/ketentuan')
    await page.getByLabel('Tanggal jatuh tempo Anda').fill('2027-03-10')
    await page.getByRole('button', { name: 'Tampilkan tanggalnya' }).click()
    await expect
      .poll(() => page.locator('ol.points li').allInnerTexts())
      .toEqual([
        expect.stringContaining('10 Maret 2027'),
        expect.stringContaining('11 Maret 2027, 00.00 WIB'),
        expect.stringContaining('13 Maret 2027, 00.00 WIB'),
        expect.stringContaining('20 Maret 2027, 00.00 WIB'),
      ])
    await expect.poll(() => page.locator('figure.picture svg circle').count()).toBe(4)
    await page.getByRole('link', { name: 'Klausul S14' }).first().click()
    await page.waitForURL(/\/ketentuan\/2024-11-01#S14$/)
    await expect.poll(() => page.locator('#S14 h3').isVisible()).toBe(true)
    await page.context().close()
  })

  test('a wrong date keeps what was entered and says what to do', async () => {
    const page = await open('/ketentuan/kalkulator?jatuh-tempo=2027-02-30')
    await expect.poll(() => page.getByLabel('Tanggal jatuh tempo Anda').inputValue()).toBe('2027-02-30')
    await expect.poll(() => page.locator('#jatuh-tempo-error').innerText()).toContain('Tulis seperti 2027-03-10')
    await page.context().close()
  })

  test('two versions are chosen and compared', async () => {
    const page = await open('/sla/riwayat')
    await page.getByLabel('Versi lama').selectOption('2024-11-01')
    await page.getByLabel('Versi baru').selectOption('2026-12-15')
    await page.getByRole('button', { name: 'Bandingkan versi' }).click()
    await page.waitForURL('**/sla/perubahan/2024-11-01..2026-12-15')
    await expect.poll(() => page.locator('.change').count()).toBeGreaterThan(5)
    await expect.poll(() => page.locator('del').first().innerText()).toContain('Dihapus')
    await page.context().close()
  })

  test('a policy page is one request, and leaves nothing behind', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(`${worker.url.origin}/privasi`)
    await page.waitForLoadState('networkidle')
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`${worker.url.origin}/privasi`])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  test('the strict policy is broken by nothing on any page', async () => {
    const page = await open('/', { javaScriptEnabled: true })
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
    })
    for (const path of PAGES) await page.goto(worker.url.origin + path)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('on paper', () => {
  test('there is no navigation, and every page bears the digest', async () => {
    const page = await open('/sla/2024-11-01', { javaScriptEnabled: true })
    await page.emulateMedia({ media: 'print' })
    for (const place of ['.bar nav', '.foot', '.contents', '.skip']) expect(await page.locator(place).first().isVisible()).toBe(false)
    const stamp = page.locator('.stamp')
    await expect.poll(() => stamp.innerText()).toMatch(/2024-11-01 · SHA-256 [0-9a-f]{64}/)
    await expect.poll(() => stamp.evaluate((element) => getComputedStyle(element).display)).toBe('table-footer-group')
    const link = page.locator('.turn a, main .facts a[href^="/"]').first()
    await expect.poll(() => link.evaluate((element) => getComputedStyle(element, '::after').content)).toContain('treabiz.id')
    await page.context().close()
  })
})
