import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, type Customer, loaded, type Portal, startPortal, type Visitor } from '../support/portal.ts'
import { staffVisitor } from '../support/staff-portal.ts'

let portal: Portal
let staff: Visitor & Customer
let customer: Visitor & Customer
let account = ''

const REASON = 'Anda menelepon pukul 10 tentang tagihan ini.'

/** A customer whose payment is late, and staff with the second factor. */
beforeAll(async () => {
  portal = await startPortal()
  customer = await portal.customer({ name: 'Toko Melati' })
  staff = await staffVisitor(portal)
  const made = await portal.worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'melati.example', package: 'hosting-mulai', dueOn: '2026-11-23' }),
  })
  account = ((await made.json()) as { account: string }).account
  await portal.worker.tick('2026-11-23T17:00:00Z')
})
afterAll(() => portal.close())

const file = () => `/staf/pelanggan/berkas?id=${customer.customerId}`

async function nameReason(page: Page) {
  await page.locator('[name=category]').selectOption('asked')
  await page.locator('[name=words]').fill(REASON)
  await page.getByRole('button', { name: 'Buka berkas dan catat alasannya' }).click()
  await page.getByRole('heading', { name: 'Layanan melati.example' }).waitFor()
  await loaded(page)
}

test('staff search, name a reason, read the file and place a hold; the customer reads who looked and what was done', async () => {
  const { open, page, complaints } = staff
  await open('/staf/pelanggan')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.locator('.errors').getByText('Tulis paling sedikit tiga karakter.').waitFor()
  await page.locator('[name=q]').fill('melati.ex')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Buka berkas Toko Melati' }).click()

  await page.getByRole('heading', { name: 'Sebutkan alasannya' }).waitFor()
  expect(await page.locator('main').innerText()).not.toContain('melati.example')
  await page.getByRole('button', { name: 'Buka berkas dan catat alasannya' }).click()
  await page.locator('.errors').getByText('Pilih alasannya.').waitFor()
  await nameReason(page)
  await expect.poll(() => page.locator('h1').innerText()).toBe('Toko Melati')
  await expect.poll(() => page.locator('.picture').first().innerText()).toContain('Terlambat')
  await expect.poll(() => page.locator('main').innerText()).toContain(customer.email)

  await page.getByRole('button', { name: 'Tunda penangguhan' }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Tunda penangguhan')
  await page.getByRole('button', { name: 'Tunda penangguhan' }).click()
  await page.locator('.errors').getByText('Tulis alasannya').waitFor()
  await page.locator('[name=until]').fill('2026-12-01')
  await page.locator('[name=reason]').fill('Transfer Anda sedang dicari oleh bank.')
  await page.getByRole('button', { name: 'Tunda penangguhan' }).click()
  await page.getByText('Tercatat.').waitFor()
  await page.getByText('Berjalan sampai 2 Desember 2026, 00.00 WIB.').waitFor()
  await page.getByRole('button', { name: 'Akhiri penundaan' }).waitFor()
  expect(complaints).toEqual([])

  for (const at of ['2026-11-25T17:00:00Z', '2026-11-30T17:00:00Z']) await portal.worker.tick(at)
  const { client } = customer
  expect((await client.get(`/api/v1/accounts/${account}`)).body.account.state).toBe('overdue')
  await customer.open(`/akun/layanan?id=${account}`)
  await customer.page.getByText('Penundaan ini berlaku sampai 2 Desember 2026, 00.00 WIB. Tagihannya tetap perlu dibayar.').waitFor()
  await customer.open('/akun/dilihat')
  const read = await customer.page.locator('main').innerText()
  expect(read).toContain('Anda bertanya atau meminta bantuan')
  expect(read).toContain(REASON)
  await customer.open('/akun/pesan')
  await customer.page.getByText('Transfer Anda sedang dicari oleh bank.').first().waitFor()
})

describe('the pages', () => {
  const PAGES = ['/staf/pelanggan', '/staf/pelanggan/berkas?id=', '/akun/dilihat'] as const
  const show = async (path: (typeof PAGES)[number], prefix = '') => {
    const who = path.startsWith('/akun') ? customer : staff
    await who.open(prefix + (path.endsWith('id=') ? file() : path))
    if (path === '/staf/pelanggan') {
      await who.page.locator('[name=q]').fill('melati')
      await who.page.keyboard.press('Enter')
      await who.page.locator('.service').waitFor()
    }
    if (path.endsWith('id=')) await who.page.locator('.picture').first().waitFor()
    return who
  }

  test.each(PAGES)('%s has nothing that axe complains about, in light and dark, fits 320 pixels, and speaks English', async (path) => {
    const { page, complaints } = await show(path)
    await page.setViewportSize({ width: 1280, height: 900 })
    // The form that asks most is open.
    if (path.endsWith('id=')) await page.getByRole('button', { name: 'Nyatakan pelanggaran' }).click()
    expect(await barriers(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      .toBeLessThanOrEqual(0)
    await show(path, '/en')
    const text = await page.locator('main').innerText()
    expect(text.replace(REASON, '').replaceAll('Transfer Anda sedang dicari oleh bank.', '')).not.toMatch(/\b(Anda|dengan|belum)\b/)
    expect(text.length).toBeGreaterThan(40)
  })

  test('a file that is closed looks well too, and a customer who is not staff is shown the way', async () => {
    const other = await portal.customer()
    const { page, open } = staff
    await open(`/staf/pelanggan/berkas?id=${other.customerId}`)
    await page.getByRole('heading', { name: 'Sebutkan alasannya' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await open('/staf/pelanggan/berkas?id=cus_aNOBODY')
    await page.getByText('Pelanggan tidak ditemukan').waitFor()
    await other.open('/staf/pelanggan')
    await other.page.getByText('Halaman ini untuk petugas').waitFor()
  })
})
