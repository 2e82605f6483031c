import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCOUNTS_CSV, CUSTOMERS_CSV } from '../support/import.ts'
import { barriers, type Customer, type Portal, startPortal, type Visitor } from '../support/portal.ts'
import { staffVisitor } from '../support/staff-portal.ts'

let portal: Portal
let staff: Visitor & Customer

beforeAll(async () => {
  portal = await startPortal()
  // In force by then: the versions that the customers are said to have agreed to.
  staff = await staffVisitor(portal)
})
afterAll(() => portal.close())

test('staff check two files, correct what is wrong, and import them', async () => {
  const { open, page, complaints } = staff
  await open('/staf/impor')
  await page.getByRole('button', { name: 'Periksa tanpa menulis' }).click()
  await page.getByText('Pilih versi ketentuan layanan.').first().waitFor()
  await page.getByLabel('Ketentuan layanan').selectOption('2024-11-01')
  const upload = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByLabel('Pilih berkas CSV: Berkas pelanggan').setInputFiles(upload('pelanggan.csv', CUSTOMERS_CSV))
  await page.getByLabel('Berkas akun', { exact: true }).fill(ACCOUNTS_CSV.replaceAll('2027-03', '2026-12').replace('102,maju', '103,maju'))
  await page.getByRole('button', { name: 'Periksa tanpa menulis' }).click()
  const problems = page.locator('.note.danger')
  await problems.waitFor()
  await expect.poll(() => problems.getByRole('row').allInnerTexts()).toHaveLength(2)
  await expect.poll(() => problems.innerText()).toContain('Tidak ada pelanggan dengan “ref” ini di berkas pelanggan.')
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

  await page.getByLabel('Berkas akun', { exact: true }).fill(ACCOUNTS_CSV.replaceAll('2027-03', '2026-12'))
  await page.getByRole('button', { name: 'Periksa tanpa menulis' }).click()
  await page.getByText('2 pelanggan dan 3 akun akan dipindahkan sekaligus.').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Impor 2 pelanggan dan 3 akun' }).click()
  await page.getByText('2 pelanggan dan 3 akun kini ada di sini.').waitFor()
  const made = await portal.worker.db.prepare(`SELECT count(*) AS n FROM accounts WHERE domain LIKE '%maju.example'`).first<{ n: number }>()
  expect(made?.n).toBe(2)
  expect(complaints).toEqual([])
})

test('the English page is there too', async () => {
  const page = await staff.open('/en/staf/impor')
  await page.getByRole('button', { name: 'Check without writing' }).waitFor()
  await expect.poll(() => page.getByText('What the customers agreed to before').count()).toBe(1)
})
