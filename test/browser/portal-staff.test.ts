import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../support/client.ts'
import { type Portal, signIn, startPortal, totp } from '../support/portal.ts'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.close())

/** Staff are appointed in the database; the second factor is theirs to set up. */
async function staff() {
  const who = await portal.customer()
  await portal.worker.db.prepare("UPDATE auth_user SET role = 'staff' WHERE username = ?").bind(who.userId).run()
  return who
}

async function suspendedAccount(): Promise<{ account: string; invoice: string; customer: Awaited<ReturnType<Portal['customer']>> }> {
  const customer = await portal.customer()
  const made = await portal.worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'budi.example', package: 'hosting-mulai', dueOn: '2026-11-20' }),
  })
  for (const at of ['2026-11-20T17:00:00Z', '2026-11-22T17:00:00Z']) await portal.worker.tick(at)
  return { ...((await made.json()) as { account: string; invoice: string }), customer }
}

async function fill(page: Page, invoice: string) {
  await page.locator('[name=invoice]').fill(invoice)
  await page.locator('[name=amountRupiah]').fill('200000')
  await page.locator('[name=paidOn]').fill('2026-11-24')
  await page.locator('[name=paidAt]').fill('10:15')
  await page.locator('[name=method]').selectOption('bank_transfer')
  await page.locator('[name=reference]').fill('BCA 0042')
  await page.getByRole('button', { name: 'Catat pembayaran' }).click()
}

test('staff without the second factor are told so; with it a payment is recorded and the service comes back', async () => {
  const { invoice, account, customer } = await suspendedAccount()
  const { open, page, userId, client } = await staff()
  await open('/staf')
  await page.getByText('Pasang langkah kedua di halaman Keamanan').waitFor()

  await fill(page, invoice)
  await page.locator('.errors').getByRole('heading', { name: 'Faktor kedua diperlukan' }).waitFor()

  const { body } = await client.post('/api/auth/two-factor/enable', { password: PASSWORD })
  const secret = new URL(body.totpURI).searchParams.get('secret') ?? ''
  await client.post('/api/auth/two-factor/verify-totp', { code: totp(secret) })
  const again = await portal.visitor()
  await again.open('/masuk?lanjut=/staf')
  await signIn(again.page, userId, PASSWORD)
  await again.page.waitForURL(/\/masuk\/kode/)
  await again.page.locator('[name=code]').fill(totp(secret))
  await again.page.getByRole('button', { name: 'Periksa kode dan masuk' }).click()
  await again.page.waitForURL(/\/staf$/)
  await again.page.getByRole('button', { name: 'Catat pembayaran' }).click()
  await again.page.locator('.errors').getByText('Tulis ID tagihan').waitFor()
  await fill(again.page, invoice)
  await again.page.getByRole('heading', { name: 'Pembayaran tercatat' }).waitFor()
  expect(await again.page.locator('[role=status]').innerText()).toContain('Tagihan lunas. Layanan aktif kembali.')

  await customer.open(`/akun/layanan?id=${account}`)
  await customer.page.getByText('Layanan Anda berjalan.').waitFor()
  expect(await customer.page.locator('.picture').first().innerText()).toContain('24 November 2026')
})
