import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedAccounts } from '../support/accounts.ts'
import { PASSWORD } from '../support/client.ts'
import { barriers, type Customer, openAll, type Portal, signIn, startPortal, totp, type Visitor } from '../support/portal.ts'
import { staffVisitor } from '../support/staff-portal.ts'

let portal: Portal
let staff: Visitor & Customer
let customer: Visitor & Customer
let invoice = ''
let account = ''

/** A suspended service, and something of everything that waits for staff. */
beforeAll(async () => {
  portal = await startPortal()
  const { worker } = portal
  customer = await portal.customer({ name: 'Toko Mawar' })
  staff = await staffVisitor(portal)
  const made = await worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'mawar.example', package: 'hosting-mulai', dueOn: '2026-11-20' }),
  })
  ;({ invoice, account } = (await made.json()) as { invoice: string; account: string })
  for (const at of ['2026-11-20T17:00:00Z', '2026-11-22T17:00:00Z']) await worker.tick(at)
  await worker.db.batch([
    worker.db
      .prepare(
        `INSERT INTO tasks (id, kind, subject, topic, customer, body, created_at, commit_id)
         VALUES ('tsk_a1', 'panel_given_up', ?1, 'align', NULL, '{"delivery":"com_x-1","attempts":8}', 1795000000000, 'com_x')`,
      )
      .bind(account),
    worker.db
      .prepare(
        `INSERT INTO deliveries (id, kind, subject, what, outcome, at, attempts, detail, commit_id)
         VALUES ('com_x-1', 'panel', ?1, 'align', 'given_up', 1795000000000, 8, 'panel_timeout', 'com_x'),
           ('com_x-2', 'mail', ?1, 'verify', 'bounced', 1795000000001, 1, '550', 'com_x')`,
      )
      .bind(account),
    worker.db.prepare(
      `INSERT INTO unmatched_payments (gateway, transaction_id, reason, order_id, amount, paid_at, created_at, commit_id)
       VALUES ('midtrans', 'trx-7', 'unknown_order', 'old-7', 50000, 1795000000000, 1795000000000, 'com_x'),
         ('xendit', 'trx-8', 'chargeback', 'old-8', -200000, NULL, 1795000000001, 'com_x')`,
    ),
  ])
})
afterAll(() => portal.close())

describe.each(['/staf', '/staf/pembayaran', '/staf/pembayaran?id=', '/staf/uang', '/staf/tugas', '/staf/rem'])('%s', (path) => {
  const address = () => (path.endsWith('id=') ? path + invoice : path)

  test('has nothing that axe complains about, in light and dark', async () => {
    const { open, page, complaints } = staff
    await page.setViewportSize({ width: 1280, height: 900 })
    await open(address())
    await openAll(page)
    expect(await barriers(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('fits 320 pixels without scrolling sideways', async () => {
    const { open, page } = staff
    await page.setViewportSize({ width: 320, height: 700 })
    await open(address())
    await openAll(page)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      .toBeLessThanOrEqual(0)
  })
})

test('who is not staff, or has no second factor, is told so and shown the way', async () => {
  await customer.open('/staf')
  await customer.page.getByText('Halaman ini untuk petugas').waitFor()
  const half = await portal.customer()
  await portal.worker.db.prepare("UPDATE auth_user SET role = 'staff' WHERE username = ?").bind(half.userId).run()
  await half.open('/staf/pembayaran')
  await half.page.getByText('Pasang di halaman Keamanan').waitFor()

  const { body } = await half.client.post('/api/auth/two-factor/enable', { password: PASSWORD })
  const secret = new URL(body.totpURI).searchParams.get('secret') ?? ''
  await half.client.post('/api/auth/two-factor/verify-totp', { code: totp(secret) })
  const again = await portal.visitor()
  await again.open('/masuk?lanjut=/staf')
  await signIn(again.page, half.userId, PASSWORD)
  await again.page.waitForURL(/\/masuk\/kode/)
  await again.page.locator('[name=code]').fill(totp(secret))
  await again.page.getByRole('button', { name: 'Periksa kode dan masuk' }).click()
  await again.page.waitForURL(/\/staf$/)
  await again.page.getByRole('heading', { name: 'Tugas terbuka' }).waitFor()
})

test('staff on the pages of an account find the way back to the console', async () => {
  const { open, page } = staff
  await open('/akun/keamanan')
  await page.getByRole('link', { name: 'Konsol petugas' }).click()
  await page.waitForURL(/\/staf$/)
})

test('staff who act for no customer see what is theirs alone on the account’s pages', async () => {
  const { open, page, userId } = await staffVisitor(portal)
  await portal.worker.db.prepare('DELETE FROM memberships WHERE user = (SELECT id FROM auth_user WHERE username = ?)').bind(userId).run()
  await open('/akun')
  await page.getByText('Anda masuk sebagai petugas').waitFor()
  await expect.poll(() => page.locator('.tabs a:visible').allInnerTexts()).toEqual(['Ringkasan', 'Keamanan'])
  expect(await page.getByRole('heading', { name: 'Layanan' }).count()).toBe(0)
})

test('an outage of the gateways is declared and ended on one page, and is news to whoever has something to pay', async () => {
  const { open, page } = staff
  const owing = await portal.customer()
  const made = await portal.worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: owing.customerId, domain: 'kenanga.example', package: 'hosting-mulai', dueOn: '2027-06-10' }),
  })
  const service = `/akun/layanan?id=${((await made.json()) as { account: string }).account}`
  await open('/staf/rem')
  await page.getByRole('button', { name: 'Nyatakan gateway terganggu' }).click()
  await page.getByText('Gangguan dinyatakan sejak').waitFor()
  await owing.open(service)
  await owing.page.getByText('Pembayaran daring sedang terganggu.').waitFor()
  await expect.poll(() => owing.page.locator('main').innerText()).toMatch(/Bayar tagihan Rp\s[\d.]+ sampai akhir 10 Juni 2027\./)
  await page.getByRole('button', { name: 'Nyatakan gateway pulih' }).click()
  await page.getByText('Gangguan diakhiri.').waitFor()
  await page.getByRole('button', { name: 'Nyatakan gateway terganggu' }).waitFor()
})

test('a payment is found by the customer’s name, judged, then recorded, and the service comes back', async () => {
  const { open, page } = staff
  await page.setViewportSize({ width: 1280, height: 900 })
  await open('/staf/pembayaran')
  await page.getByRole('button', { name: 'Cari tagihan' }).click()
  await page.locator('.errors').getByText('Tulis paling sedikit 3 karakter').waitFor()
  await page.locator('[name=q]').fill('toko maw')
  await page.locator('[name=amountRupiah]').fill('200000')
  await page.getByRole('button', { name: 'Cari tagihan' }).click()
  await page.getByRole('link', { name: 'Pilih tagihan' }).click()
  await page.getByRole('heading', { name: 'Pembayaran baru' }).waitFor()
  await expect.poll(() => page.locator('[name=amountRupiah]').inputValue()).toBe('200000')
  await page.getByRole('button', { name: 'Lihat akibatnya dahulu' }).click()
  await page.locator('.errors').getByText('Pilih cara bayar').waitFor()
  await page.locator('[name=paidOn]').fill('2026-11-24')
  await page.locator('[name=paidAt]').fill('10:15')
  await page.locator('[name=method]').selectOption('bank_transfer')
  await page.locator('[name=reference]').fill('BCA 0042')
  await page.getByRole('button', { name: 'Lihat akibatnya dahulu' }).click()
  await page.getByText('layanan yang ditangguhkan aktif kembali').waitFor()
  expect(await portal.worker.db.prepare('SELECT count(*) AS n FROM payments').first('n')).toBe(0)

  await page.getByRole('button', { name: 'Ubah isian' }).click()
  await expect.poll(() => page.locator('[name=reference]').inputValue()).toBe('BCA 0042')
  await page.getByRole('button', { name: 'Lihat akibatnya dahulu' }).click()
  await page.getByRole('button', { name: 'Catat pembayaran' }).click()
  await page.getByRole('heading', { name: 'Pembayaran tercatat' }).waitFor()

  await customer.open(`/akun/layanan?id=${account}`)
  await customer.page.getByText('Layanan Anda berjalan.').waitFor()
  const line = await customer.page.locator('.picture').first().innerText()
  expect(line).toContain('Aktif kembali')
  expect(line).toContain('20 November 2027')
})

test('a part of the payment is paid back, and stands beside it', async () => {
  const { open, page } = staff
  await open(`/staf/pembayaran?id=${invoice}`)
  const payment = page.locator('.changes > li').first()
  await payment.getByText('Catat pengembalian dari').click()
  await payment.locator('[name^=amount]').fill('50000')
  await payment.locator('[name^=reason]').fill('Salah transfer')
  await payment.locator('[name^=reference]').fill('BCA K 0042')
  await payment.getByRole('button', { name: 'Catat pengembalian' }).click()
  await payment.getByText('dikembalikan Rp 50.000').waitFor()
  await expect.poll(() => payment.locator('[role=status]').innerText()).toMatch(/Pengembalian Rp\s50\.000 tercatat/)
})

test('an order to the panel is delivered again and a task done, and both leave the list', async () => {
  const { open, page } = staff
  await open('/staf/tugas')
  await page.getByRole('heading', { name: 'Panel hosting tidak menjawab: mawar.example' }).waitFor()
  await page.getByRole('button', { name: 'Kirim lagi: Perintah ke panel' }).click()
  await page.getByText('Dikirim lagi.').waitFor()
  await page.getByRole('button', { name: /Sudah saya tangani: Email/ }).click()
  await page.locator('#gagal').getByText('Selesai.').waitFor()
  await open('/staf/tugas')
  await page.getByText('Tidak ada tugas terbuka.').waitFor()
  await page.getByText('Tidak ada kiriman yang gagal.').waitFor()
})

test('money without an order is recorded for an invoice, and a chargeback is resolved with a note', async () => {
  const { open, page } = staff
  await open('/staf/uang')
  const money = page.locator('.service').filter({ hasText: 'trx-7' })
  await money.getByText('Catat pada tagihan', { exact: true }).click()
  await money.locator('[name^=invoice]').fill(invoice)
  await money.getByRole('button', { name: 'Catat pembayaran ini' }).click()
  await money.getByText('Tercatat pada tagihan.').waitFor()
  const back = page.locator('.service').filter({ hasText: 'trx-8' })
  await back.getByText('Selesaikan dengan catatan').click()
  await back.getByRole('button', { name: 'Selesaikan', exact: true }).click()
  await back.getByText('Tulis catatan').first().waitFor()
  await back.locator('textarea').fill('Pelanggan sudah ditelepon.')
  await back.getByRole('button', { name: 'Selesaikan', exact: true }).click()
  await back.getByText('Selesai. Baris ini keluar dari daftar.').waitFor()
  await open('/staf/uang')
  await page.getByText('Tidak ada uang yang perlu dilihat.').waitFor()
})

test('the breaker: who it would be is seen at any instant, and exactly the ticked ones are released', async () => {
  const { worker } = portal
  const { open, page } = staff
  await seedAccounts(worker.db, { name: 'Massa', accounts: 21, dueOn: '2027-03-10' })
  for (const at of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z']) await worker.tick(at)
  await worker.setClock('2027-03-19T16:00:00Z')
  await open('/staf/rem')
  await page.getByText('Rem tidak aktif').waitFor()
  await page.locator('[name=day]').fill('2027-03-20')
  await page.locator('[name=time]').fill('00:00')
  await page.getByRole('button', { name: 'Lihat perkiraan' }).click()
  await page.getByRole('heading', { name: 'Sampai 20 Maret 2027' }).waitFor()
  await expect.poll(() => page.locator('.service').filter({ hasText: 'Massa' }).count()).toBe(21)
  expect(await page.locator('.service [type=checkbox]').count()).toBe(0)

  await worker.tick('2027-03-19T17:00:00Z')
  await worker.setClock('2027-03-19T17:01:00Z')
  await open('/staf/rem')
  await page.getByText('Rem aktif: tidak ada yang dihentikan tanpa Anda').waitFor()
  await page.getByLabel('Lepaskan Massa7.example').check()
  await page.getByLabel('Lepaskan Massa8.example').check()
  await page.getByRole('button', { name: 'Periksa 2 yang dicentang' }).click()
  await page.getByRole('heading', { name: 'Lepaskan 2 penghentian?' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Lepaskan 2 penghentian?')
  await expect.poll(() => page.locator('#portal').innerText()).toMatch(/Massa7\.example, Sari, Rp\s500\.000/)
  await page.getByRole('button', { name: 'Lepaskan 2 penghentian ini' }).click()
  await page.getByText('2 penghentian dilepas').first().waitFor()
  await worker.tick('2027-03-19T17:02:00Z')
  const gone = await worker.db.prepare(`SELECT id FROM accounts WHERE id LIKE 'acc_aMassa%' AND state = 'terminated' ORDER BY id`).all()
  expect(gone.results).toEqual([{ id: 'acc_aMassa7' }, { id: 'acc_aMassa8' }])
  await page.getByRole('button', { name: 'Nonaktifkan rem' }).click()
  await page.getByText('19 penghentian masih ditahan').waitFor()
})
