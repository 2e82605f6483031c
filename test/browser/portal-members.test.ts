/** A company's owner asks somebody; they accept, see what their role covers, and lose it again (browser). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, type Customer, loaded, mailTo, type Portal, signIn, startPortal, type Visitor } from '../support/portal.ts'

let portal: Portal
let owner: Visitor & Customer

beforeAll(async () => {
  portal = await startPortal()
  const company = { kind: 'company', bornOn: undefined, company: { name: 'PT Maju', authority: 'Direktur' } }
  owner = await portal.customer(company, { viewport: { width: 1280, height: 900 } })
})
afterAll(() => portal.close())

const PASSWORD = 'sepeda hujan kopi tubruk'

async function hasNoComplaints({ page, complaints }: Visitor) {
  expect(await barriers(page)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 700 })
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (size) await page.setViewportSize(size)
  expect(complaints).toEqual([])
}

test('an owner asks, somebody new joins in their role, and is gone again at once', async () => {
  const { page, open } = owner
  await open('/akun')
  await page.getByRole('link', { name: 'Anggota' }).click()
  await loaded(page)
  await page.getByRole('button', { name: 'Kirim undangan' }).click()
  await page.locator('.errors:focus').waitFor()
  await page.locator('[name=email]').fill('tini@example.com')
  await page.getByRole('radio', { name: 'Teknis' }).check()
  await page.getByRole('button', { name: 'Kirim undangan' }).click()
  await page.getByText('Undangan dikirim ke tini@example.com').waitFor()
  await hasNoComplaints(owner)

  const tini = await portal.visitor()
  const { links } = await mailTo(portal.worker, 'tini@example.com', 'member_invited')
  const link = new URL(links['accept'] ?? '')
  await open(link.pathname + link.search)
  await page.getByRole('button', { name: 'Keluar dan lanjutkan' }).waitFor()
  expect(await page.getByRole('button', { name: 'Terima dan bertindak' }).count()).toBe(0)
  await tini.open(link.pathname + link.search)
  await expect.poll(() => tini.page.locator('.lead').innerText()).toBe('PT Maju mengundang Anda dalam peran Teknis.')
  await tini.page.getByRole('button', { name: 'Terima dan bertindak untuk PT Maju' }).click()
  await expect.poll(() => tini.page.locator('.errors li').count()).toBe(3)
  await tini.page.locator('[name=name]').fill('Tini')
  await tini.page.locator('[name=userId]').fill('tini')
  await tini.page.locator('[name=password]').fill(PASSWORD)
  await hasNoComplaints(tini)
  await tini.page.getByRole('button', { name: 'Terima dan bertindak untuk PT Maju' }).click()
  await tini.page.getByRole('link', { name: 'Masuk', exact: true }).last().click()
  await signIn(tini.page, 'tini', PASSWORD)
  await tini.page.getByText('PT Maju (Tini)').waitFor()
  await loaded(tini.page)
  expect(await tini.page.getByRole('link', { name: 'Pesan layanan' }).count()).toBe(0)
  expect(await tini.page.locator('.tabs').getByRole('link', { name: 'Tagihan' }).isVisible()).toBe(false)
  await tini.open('/akun/anggota')
  await expect.poll(() => tini.page.locator('.service').count()).toBe(2)
  expect(await tini.page.getByRole('button', { name: 'Kirim undangan' }).count()).toBe(0)

  await open('/akun/anggota')
  await page.getByText('Ganti peran', { exact: true }).click()
  // Each form has fields of its own: the words of one choose nothing in another.
  const invite = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Undang seseorang' }) })
  await invite.getByText('Tagihan', { exact: true }).click()
  await expect.poll(() => page.getByRole('radio', { name: 'Tagihan', checked: true }).count()).toBe(1)
  await expect.poll(() => invite.getByRole('radio', { name: 'Tagihan' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Akhiri akses Tini' }).click()
  await page.getByText('Tini', { exact: true }).waitFor({ state: 'detached' })
  await tini.open('/akun')
  await tini.page.getByText('Anda tidak bertindak untuk pelanggan mana pun').waitFor()
})

test('the last owner is told why they cannot leave', async () => {
  const { page, open } = owner
  await open('/akun/anggota')
  await page.getByText('Keluar dari perusahaan ini').click()
  await page.getByRole('button', { name: 'Keluar sekarang' }).click()
  await page.getByText('Perusahaan harus selalu mempunyai seorang pemilik').waitFor()
})

test('a person’s account says that it is for one, and an English twin speaks English', async () => {
  const person = await portal.customer()
  await person.open('/akun/anggota')
  await expect.poll(() => person.page.locator('.lead').innerText()).toBe('Akun perorangan dipakai oleh satu orang.')
  for (const path of ['/en/akun/anggota', '/en/masuk/undangan']) {
    await owner.open(path)
    expect(await owner.page.locator('main').innerText()).not.toMatch(/\b(Anda|dengan|belum|sampai)\b/)
  }
})
