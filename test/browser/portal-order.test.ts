/** From the purchase click to an active service, as a customer meets it: order, invoice, a gateway's page, and back (S2, S13). */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { barriers, type Customer, loaded, openAll, type Portal, startPortal, type Visitor } from '../support/portal.ts'

const START = Date.parse('2026-11-25T03:00:00Z')

let portal: Portal
let gateway: LocalGateway
let customer: Visitor & Customer

beforeAll(async () => {
  const notify = { midtrans: '', xendit: '' }
  gateway = await startLocalGateway({ notify, now: () => START + 600_000 })
  portal = await startPortal({ ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url })
  notify.midtrans = new URL('/api/webhooks/midtrans', portal.worker.url).href
  notify.xendit = new URL('/api/webhooks/xendit', portal.worker.url).href
  customer = await portal.customer({}, { viewport: { width: 1280, height: 900 } })
})
afterAll(async () => {
  await portal.close()
  await gateway.close()
})

const choose = (page: Page, name: string) => page.getByRole('radio', { name }).check()
const next = (page: Page) => page.getByRole('button', { name: 'Lanjut ke pemeriksaan' }).click()
const owedOn = (page: Page) => page.locator('.totals .sum').last()

async function order(page: Page, domain: string) {
  await choose(page, 'Mulai, Bulanan, Rp 20.000')
  await page.locator('[name=domain]').fill(domain)
  await next(page)
  await page.getByRole('button', { name: 'Pesan dan terima tagihan Rp 20.000' }).click()
  await page.waitForURL(/\/akun\/tagihan\/lihat/)
  await loaded(page)
  return new URL(page.url()).searchParams.get('id') ?? ''
}

/** The gateway was told the provider's own origin, for its word and for the way back; here that is this Worker. */
function bringHome(orderId: string) {
  const payment = gateway.payment(orderId)
  const here = portal.worker.url.origin
  Object.assign(payment, { notifyUrl: null, returnUrl: payment.returnUrl.replace('https://treabiz.id', here) })
}

describe('ordering', () => {
  test('an empty form says what is missing; a domain is checked where it is typed, and nothing typed is lost', async () => {
    const page = await customer.open('/akun/pesanan/baru')
    await next(page)
    await page.locator('.errors:focus').waitFor()
    await expect.poll(() => page.locator('.errors li').allInnerTexts()).toEqual(['Pilih satu paket dan masanya.', 'Tulis nama domain.'])
    await choose(page, 'Tumbuh, Tahunan, Rp 500.000')
    await page.locator('[name=domain]').fill('https://kafé.example/')
    await next(page)
    await expect.poll(() => page.locator('#f-domain-error').innerText()).toMatch(/tanpa https/)
    await page.locator('[name=domain]').fill('Kafé.example')
    await page.keyboard.press('Enter')
    await page.getByText('xn--kaf-dma.example').waitFor()
    await expect.poll(() => page.locator('#title').innerText()).toBe('Periksa pesanan Anda')
    await expect.poll(() => page.getByText('Klik ini adalah bukti pesanan Anda').isVisible()).toBe(true)
    await expect.poll(() => page.locator('.sums').innerText()).toMatch(/28 November 2026, 00\.00 WIB/)
    await page.goBack()
    await expect.poll(() => page.locator('[name=domain]').inputValue()).toBe('Kafé.example')
    await expect.poll(() => page.getByRole('radio', { name: 'Tumbuh, Tahunan' }).isChecked()).toBe(true)
  })

  test('becomes an invoice, is paid at the gateway, and the service is active', async () => {
    const { page, client } = customer
    await customer.open('/akun/pesanan/baru')
    const invoice = await order(page, 'toko.example')
    await expect.poll(() => page.locator('.note').first().innerText()).toMatch(/Bayar Rp\s20\.000 sampai akhir 27 November 2026/)
    await page.getByRole('radio', { name: 'Pembayaran digital lewat Midtrans' }).check()
    await page.getByRole('button', { name: 'Bayar Rp 20.000 di halaman Midtrans' }).click()
    await page.waitForURL(/\/pay\//)
    bringHome(`${invoice}-1`)
    await page.getByRole('button', { name: 'bayar' }).click()
    await page.waitForURL(/dari=gateway/)
    await page.getByText('Pembayaran Anda kami terima.').waitFor()
    await expect.poll(() => owedOn(page).innerText()).toBe('Rp\u00a00')
    const [account] = (await client.get('/api/v1/accounts')).body
    expect(account).toMatchObject({ domain: 'toko.example', state: 'active', dueOn: '2026-12-25' })
  })

  test('back from the gateway before its word, the page says so and asks again by itself', async () => {
    const { page } = customer
    await customer.open('/akun/pesanan/baru')
    const invoice = await order(page, 'nanti.example')
    await page.getByRole('radio', { name: 'Pembayaran digital lewat Xendit' }).check()
    await page.getByRole('button', { name: 'Bayar Rp 20.000 di halaman Xendit' }).click()
    await page.waitForURL(/\/pay\//)
    await customer.open(`/akun/tagihan/lihat?id=${invoice}&dari=gateway`)
    await page.getByText('Anda tidak perlu membayar dua kali').waitFor()
    bringHome(`${invoice}-1`)
    await gateway.move(`${invoice}-1`, 'settlement')
    await page.getByText('Pembayaran Anda kami terima.').waitFor()
  })

  test('credit pays an invoice that is open already, as far as it reaches; what became of it takes focus', async () => {
    const { page, client, customerId, open, complaints } = await portal.customer()
    const wish = { package: 'hosting-mulai', term: 'monthly', domain: 'kredit.example', page: '/akun/pesanan/baru' }
    const { account, invoice } = (await client.post('/api/v1/orders', wish, { 'idempotency-key': 'paid-with-credit' })).body
    const give = (amount: number) =>
      portal.worker.db
        .prepare(`INSERT INTO credits VALUES (?1, ?2, ?3, 'overpayment', ?1, ?4, ?5, 'terms', '2024-11-01', 'S13', 'com_test')`)
        .bind(`crd_test${amount}`, customerId, account, amount, START)
        .run()
    const said = page.locator('.note:focus')
    await give(5_000)
    await open(`/akun/tagihan/lihat?id=${invoice}`)
    await page.getByText('Sisanya, Rp 15.000, tetap harus dibayar dengan cara lain.').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Bayar dengan kredit (Rp 5.000)' }).click()
    await said.waitFor()
    expect(await said.innerText()).toMatch(/^Kami memakai Rp\s5\.000 dari kredit Anda\.\s+Bayar Rp\s15\.000 sampai akhir/)
    expect(await page.getByRole('button', { name: 'Bayar dengan kredit' }).count()).toBe(0)
    await give(40_000)
    await open(`/en/akun/tagihan/lihat?id=${invoice}`)
    await page.getByRole('button', { name: 'Pay with credit (Rp 15,000)' }).click()
    await said.waitFor()
    expect(await said.innerText()).toMatch(/^We used Rp\s15,000 of your credit\.\s+This invoice is paid\. See the service/)
    expect(await owedOn(page).innerText()).toBe('Rp\u00a00')
    expect((await client.get('/api/v1/accounts')).body).toMatchObject([{ id: account, state: 'active' }])
    expect(complaints).toEqual([])
  })

  test('asks for the versions that are not accepted yet, and one click accepts and orders', async () => {
    await portal.worker.setClock('2027-03-01T03:00:00Z')
    const { page, client } = customer
    const signed = await client.post('/api/v1/sign-in', { login: customer.userId, password: 'sebuah kalimat rahasia' })
    expect(signed.status).toBe(200)
    await customer.open('/akun/pesanan/baru?paket=hosting-mulai&masa=yearly&domain=lagi.example&langkah=periksa')
    const button = page.getByRole('button', { name: 'Setujui, pesan, dan terima tagihan Rp 200.000' })
    await button.click()
    await page.locator('.errors:focus').waitFor()
    await expect.poll(() => page.locator('.errors li').count()).toBe(3)
    for (const document of ['terms', 'sla', 'privacy']) await page.locator(`[name="accept.${document}"]`).check()
    await button.click()
    await page.waitForURL(/\/akun\/tagihan\/lihat/)
    expect((await client.get('/api/v1/agreements/outstanding')).body).toEqual([])
  })
})

describe('the pages', () => {
  const paths = async () => {
    const { invoices } = (await customer.client.get('/api/v1/invoices')).body
    const owed = invoices.find(({ owedRupiah }: { owedRupiah: number }) => owedRupiah > 0)
    return [
      '/akun/pesanan/baru',
      '/akun/pesanan/baru?paket=hosting-mulai&masa=yearly&domain=x.example&langkah=periksa',
      '/akun/tagihan',
      `/akun/tagihan/lihat?id=${owed.id}`,
    ]
  }

  test('have nothing that axe complains about, in light and dark, and fit 320 pixels', async () => {
    const { open, page, complaints } = customer
    for (const path of await paths()) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await open(path)
      await openAll(page)
      expect(await barriers(page), path).toEqual([])
      await page.setViewportSize({ width: 320, height: 700 })
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
    expect(complaints).toEqual([])
  })

  test('an English twin speaks English', async () => {
    for (const path of await paths()) {
      await customer.open(`/en${path}`)
      expect(await customer.page.locator('main').innerText()).not.toMatch(/\b(Anda|dengan|belum|sampai)\b/)
    }
  })

  test('a printed invoice is the sheet alone: who, to whom, number, dates, lines with their tax, and the terms with their address', async () => {
    const { open, page } = customer
    await page.setViewportSize({ width: 794, height: 1123 })
    await open((await paths())[3] ?? '')
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    for (const gone of ['.tabs', '.bar', '#title', '.foot', 'form', '.note']) {
      expect(await page.locator(gone).evaluateAll((all) => all.some((one) => one.checkVisibility())), gone).toBe(false)
    }
    const text = await page.locator('main').innerText()
    for (const part of ['Tnet', 'Gedung Contoh', 'Budi Santoso', /A-2027-\d{6}/, 'PPN', '11%', 'Ketentuan Layanan versi']) {
      expect(text).toMatch(part)
    }
    await expect.poll(() => page.locator('.paper thead').isVisible()).toBe(true)
    await page.emulateMedia({ media: null })
  })
})

test('the inbox says what is new, leads to where one can act, and what was seen is not new any more', async () => {
  const { open, page, client } = customer
  expect((await client.get('/api/v1/me')).body.unread).toBeGreaterThan(0)
  await open('/akun/pesan')
  const message = page.locator('.messages > li').filter({ hasText: 'Pesanan toko.example kami terima' })
  await expect.poll(() => message.getByText('Baru', { exact: true }).isVisible()).toBe(true)
  await expect
    .poll(() => message.getByRole('link', { name: 'Lihat dan bayar tagihan' }).getAttribute('href'))
    .toMatch(/^\/akun\/tagihan\/lihat\?id=inv_/)
  await expect.poll(async () => (await client.get('/api/v1/me')).body.unread).toBe(0)
  await open('/akun/pesan')
  await expect.poll(() => page.locator('.messages .fresh').count()).toBe(0)
})
