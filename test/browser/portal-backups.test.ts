/** Backup, the month's free restore, and a priced one as far as its invoice, as a customer meets them (S7, S8, S9). */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '../support/history.ts'
import { until } from '../support/mailbox-wait.ts'
import { barriers, type Customer, loaded, type Portal, startPortal, type Visitor } from '../support/portal.ts'

const START = Date.parse('2026-11-25T03:00:00Z')
const MINUTE = 60_000

let portal: Portal
let customer: Visitor & Customer
let address: string

beforeAll(async () => {
  // Orders are carried out at once, by the panel of an installation that has none.
  portal = await startPortal({ OUTBOX_HELD: '' })
  customer = await portal.customer({}, { viewport: { width: 1280, height: 900 } })
  const made = await portal.worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'budi.example', package: 'hosting-mulai', dueOn: '2027-11-22' }),
  })
  address = `/akun/layanan/cadangan?id=${((await made.json()) as { account: string }).account}`
})
afterAll(() => portal.close())

async function later(minutes: number): Promise<void> {
  await until(async () => (await rows(portal.worker.db, `SELECT 1 FROM outbox WHERE kind = 'panel'`)).length === 0, 'an empty outbox')
  await portal.worker.setClock(START + minutes * MINUTE)
  await portal.worker.tick(START + minutes * MINUTE)
}

const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name }).click()
  await page.locator('[aria-disabled=true]').waitFor({ state: 'detached' })
}

async function accessible(page: Page) {
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
    .toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 900 })
}

describe('backups and restores', () => {
  test('from the first backup to the invoice of a second restore', async () => {
    const page = await customer.open(address)
    await expect.poll(() => page.locator('h1').innerText()).toBe('Backup dan restore budi.example')
    await expect.poll(() => page.getByText('Minta backup dulu').isVisible()).toBe(true)
    await press(page, 'Minta backup sekarang')
    await page.getByText('Backup diminta.').waitFor()
    await later(5)
    await customer.open(address)
    await expect.poll(() => page.getByText(/Backup terakhir tersimpan .* [MG]B\./).isVisible()).toBe(true)
    await expect.poll(() => page.getByText('Jatah backup minggu ini terpakai').isVisible()).toBe(true)
    await expect.poll(() => page.getByText(/lagi mulai 30 November 2026/).isVisible()).toBe(true)
    await accessible(page)

    await press(page, 'Jalankan restore gratis')
    await page.getByText('Restore dimulai.').waitFor()
    await later(10)
    await customer.open(address)
    await press(page, 'Minta penawaran harga')
    await page.getByText(/Penawaran: Rp/).waitFor()
    await accessible(page)
    await press(page, /^Ambil restore Rp/)
    await page.getByText('Restore menunggu pembayaran.').waitFor()
    await page.getByRole('link', { name: 'Buka tagihan' }).click()
    await page.waitForURL(/\/akun\/tagihan\/lihat/)
    await loaded(page)
    await expect.poll(() => page.locator('main').innerText()).toMatch(/Bayar Rp\s[\d.]+ sampai akhir 2 Desember 2026/)
    expect(customer.complaints).toEqual([])
  })

  test('has an English twin', async () => {
    const page = await customer.open(`/en${address}`)
    await expect.poll(() => page.locator('main').innerText()).toMatch(/The last backup was stored on .* WIB/)
    expect(await page.locator('main').innerText()).not.toMatch(/\b(Anda|dengan|belum)\b/)
  })
})
