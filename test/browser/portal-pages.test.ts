import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, type Customer, openAll, type Portal, startPortal, type Visitor } from '../support/portal.ts'

let portal: Portal
let account = ''
let customer: Visitor & Customer

/** One customer with an account whose payment is late, so that every page has something to show. */
beforeAll(async () => {
  portal = await startPortal()
  customer = await portal.customer({}, { viewport: { width: 1280, height: 900 } })
  const made = await portal.worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'budi.example', package: 'hosting-mulai', dueOn: '2026-11-22' }),
  })
  account = ((await made.json()) as { account: string }).account
  await portal.worker.tick('2026-11-22T17:00:00Z')
})
afterAll(() => portal.close())

const PAGES = [
  '/daftar',
  '/masuk',
  '/masuk/kode',
  '/masuk/lupa',
  '/masuk/sandi-baru?token=x',
  '/masuk/email',
  '/akun',
  '/akun/layanan?id=',
  '/akun/layanan/paket?id=',
  '/akun/layanan/akhiri?id=',
  '/akun/persetujuan',
  '/akun/persetujuan/baru',
  '/akun/keamanan',
  '/akun/pesan',
] as const
const address = (path: string) => (path.endsWith('id=') ? path + account : path)

describe.each(PAGES)('%s', (path) => {
  test('has nothing that axe complains about, in light and dark', async () => {
    const { open, page, complaints } = customer
    await page.setViewportSize({ width: 1280, height: 900 })
    await open(address(path))
    await openAll(page)
    expect(await barriers(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('fits 320 pixels without scrolling sideways, and twice the text size', async () => {
    const { open, page } = customer
    await page.setViewportSize({ width: 320, height: 700 })
    await open(address(path))
    await openAll(page)
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(sideways).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 640, height: 700 })
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    await expect.poll(sideways).toBeLessThanOrEqual(0)
  })

  test('has an English twin that speaks English', async () => {
    const { open, page } = customer
    await open(`/en${address(path)}`)
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
    const text = await page.locator('main').innerText()
    expect(text.length).toBeGreaterThan(40)
    expect(text).not.toMatch(/\b(Anda|dengan|kata sandi|belum)\b/)
  })
})

test('without JavaScript the page says what it needs and how to reach a person (M1)', async () => {
  const { page } = await portal.visitor({ javaScriptEnabled: false })
  for (const path of ['/daftar', '/masuk', '/akun']) {
    await page.goto(path)
    await expect.poll(() => page.locator('noscript strong').innerText()).toBe('Halaman ini memerlukan JavaScript dan satu cookie')
    await expect.poll(() => page.locator('noscript a[href="mailto:support@tnet.co.id"]').isVisible()).toBe(true)
    expect(await page.locator('.skeleton').isVisible()).toBe(false)
  }
})

test('registration can be filled in and sent with the keyboard alone', async () => {
  const { open, page } = await portal.visitor()
  await open('/masuk')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Langsung ke isi')
  await page.locator('[name=identifier]').focus()
  await page.keyboard.type('siapa')
  await page.keyboard.press('Tab')
  await page.keyboard.type('bukan kata sandi ini')
  await page.keyboard.press('Enter')
  await page.locator('.errors:focus').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password')
})

test('the printed agreements carry no navigation and no buttons', async () => {
  const { open, page } = customer
  await page.setViewportSize({ width: 1280, height: 900 })
  await open('/akun/persetujuan')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.tabs').isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: 'Cetak halaman ini' }).isVisible()).toBe(false)
  await expect.poll(() => page.locator('.line').isVisible()).toBe(true)
  await page.emulateMedia({ media: null })
})

test.each(['../me', '..', 'x?y', '%23'])('an address whose id leads elsewhere, %s, finds no service', async (id) => {
  await customer.open(`/akun/layanan?id=${id}`)
  await customer.page.getByText('Tidak ditemukan').waitFor()
})

test('the page in the other language shows the same service', async () => {
  const { open, page } = customer
  await page.setViewportSize({ width: 1280, height: 900 })
  await open(`/akun/layanan?id=${account}`)
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'budi.example', level: 1 }).waitFor()
  await page.getByText('Your payment is late.').waitFor()
})

test('an invoice after its due day is called late in words', async () => {
  const { open, page } = customer
  await open('/akun/tagihan')
  await expect.poll(() => page.locator('tbody tr').innerText()).toMatch(/22 November 2026\s+Terlambat/)
})

test('another customer’s service is not found', async () => {
  const { open, page } = await portal.customer()
  await open(`/akun/layanan?id=${account}`)
  await page.getByText('Tidak ditemukan').waitFor()
})
