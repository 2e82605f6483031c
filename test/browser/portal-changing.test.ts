/** Another package, and the end of a service, as a customer meets them (S11, S13, S17). */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAccount } from '../support/changing.ts'
import { barriers, type Customer, loaded, type Portal, startPortal, type Visitor } from '../support/portal.ts'

let portal: Portal
let customer: Visitor & Customer
let account = ''

beforeAll(async () => {
  portal = await startPortal()
  customer = await portal.customer({}, { viewport: { width: 1280, height: 900 } })
  account = (await openAccount(portal.worker, customer.customerId, { domain: 'toko.example', dueOn: '2026-12-10' })).account
})
afterAll(() => portal.close())

const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

test('a smaller package: chosen, checked, recorded, taken back; a larger one leads to its invoice', async () => {
  const page = await customer.open(`/akun/layanan/paket?id=${account}`)
  await click(page, 'Lanjut ke pemeriksaan')
  await page.locator('.errors:focus').waitFor()
  await expect.poll(() => page.locator('.errors li').allInnerTexts()).toEqual(['Pilih satu paket dan masanya.'])
  await page.getByRole('radio', { name: /^Mulai, tahunan/ }).check()
  await click(page, 'Lanjut ke pemeriksaan')
  await page.getByText('Masa yang sudah dibayar tidak berubah').waitFor()
  await expect.poll(() => page.locator('.sums').innerText()).toMatch(/10 Desember 2026/)
  await expect.poll(() => page.getByText(/^Tagihan A-2026-\d+ menjadi batal/).count()).toBe(1)
  expect(await barriers(page)).toEqual([])
  await click(page, 'Ubah mulai 10 Desember 2026')
  await page.getByText('Perubahan dicatat mulai 10 Desember 2026.').waitFor()
  await expect.poll(() => page.getByText('Menjadi Mulai pada 10 Desember 2026').isVisible()).toBe(true)
  await click(page, 'Tarik perubahan ini')
  await page.getByText('Perubahan ditarik. Paket Anda tetap.').waitFor()
  await page.getByRole('radio', { name: /^Maju, tahunan/ }).check()
  await click(page, 'Lanjut ke pemeriksaan')
  await click(page, /^Naik paket dan terima tagihan Rp\s17\.260$/)
  await page.waitForURL(/\/akun\/tagihan\/lihat/)
  await customer.open(`/akun/layanan/paket?id=${account}`)
  await expect
    .poll(() => page.locator('.note').first().innerText())
    .toMatch(/Naik paket ke Maju menunggu pembayaran[\s\S]*27 November 2026/)
  expect(customer.complaints).toEqual([])
})

test('an end in two steps, with what is deleted and what is not refunded, and a change of mind', async () => {
  const page = await customer.open(`/akun/layanan/akhiri?id=${account}`)
  await expect
    .poll(() => page.locator('.sums').innerText())
    .toMatch(/11 Desember 2026, 00\.00 WIB[\s\S]*12 Desember 2026, 02\.00 WIB[\s\S]*tidak dikembalikan/)
  await click(page, 'Minta layanan diakhiri')
  await page.getByText('Langkah 2 dari 2').waitFor()
  await expect.poll(() => page.locator('#title').innerText()).toBe('Konfirmasikan pengakhiran')
  expect(await barriers(page)).toEqual([])
  await click(page, 'Akhiri toko.example pada 11 Desember 2026, 00.00 WIB')
  await page.getByRole('button', { name: 'Tarik kembali, layanan tetap berjalan' }).waitFor()
  await expect.poll(() => page.locator('.note').innerText()).toMatch(/Layanan berakhir pada 11 Desember 2026, 00\.00 WIB/)
  await customer.open(`/akun/layanan/paket?id=${account}`)
  await expect.poll(() => page.locator('.note.warning').innerText()).toMatch(/dijadwalkan berakhir/)
  await customer.open(`/akun/layanan/akhiri?id=${account}`)
  await loaded(page)
  await click(page, 'Tarik kembali, layanan tetap berjalan')
  await page.getByText('Layanan tetap berjalan. Tagihan berikutnya terbit seperti biasa.').waitFor()
  expect(customer.complaints).toEqual([])
})
