import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Portal, signIn, startPortal } from '../support/portal.ts'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.close())

const DOCUMENTS = ['terms', 'sla', 'privacy'] as const
const person = {
  name: 'Sari Wulandari',
  'bornOn.day': '27',
  'bornOn.month': '3',
  'bornOn.year': '1990',
  phone: '+62 812 5550 0100',
  address: 'Jalan Contoh 1, Bandung 40111',
  password: 'sepeda hujan kopi tubruk',
}

async function fill(page: Page, values: Record<string, string>) {
  await page.getByLabel('Saya sendiri (perorangan)').check()
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(value)
}

async function tickAll(page: Page) {
  for (const document of DOCUMENTS) await page.locator(`[name="accept.${document}"]`).check()
}

const submit = (page: Page) => page.getByRole('button', { name: 'Setujui ketiga dokumen dan daftar' }).click()
const account = (userId: string) => ({ ...person, userId, email: `${userId}@example.com` })

describe('registering', () => {
  test('nothing is ticked beforehand, and an empty form says what is missing, in a summary that takes focus', async () => {
    const { open } = await portal.visitor()
    const page = await open('/daftar')
    await page.locator('[name="accept.privacy"]').waitFor()
    expect(await page.locator('input[type=checkbox]:checked, input[type=radio]:checked').count()).toBe(0)
    await submit(page)
    const summary = page.locator('.errors')
    await summary.waitFor()
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true)
    await expect.poll(() => page.title()).toMatch(/^Perbaiki: /)
    await summary.getByRole('link', { name: 'Tulis nama lengkap Anda.' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name')
    await expect.poll(() => page.locator('[name=name]').getAttribute('aria-invalid')).toBe('true')
    for (const title of ['Ketentuan Layanan', 'Perjanjian Tingkat Layanan', 'Kebijakan Privasi'])
      await expect.poll(() => summary.getByText(`Setujui ${title}`).count()).toBe(1)
  })

  test('the text to accept can be read on the spot and is checked against its digest', async () => {
    const { open } = await portal.visitor()
    const page = await open('/daftar')
    await page.getByText('Baca teks lengkap di sini').first().click()
    const text = page.getByRole('region', { name: 'Teks Ketentuan Layanan' })
    await text.getByRole('heading', { name: /S14/ }).waitFor()
    await expect.poll(() => page.getByText('Teks ini sudah dicocokkan dengan sidik jari versinya').count()).toBe(1)
    expect(await text.innerText()).not.toMatch(/\*\*|^#|\| - \|/m)
  })

  test('somebody under 18 is refused with the clause, loses nothing of the form, and leaves no row', async () => {
    const { open } = await portal.visitor()
    const page = await open('/daftar')
    await fill(page, { ...account('muda'), 'bornOn.year': '2009' })
    await tickAll(page)
    await submit(page)
    const summary = page.locator('.errors')
    await summary.waitFor()
    await expect.poll(() => summary.innerText()).toMatch(/18 tahun/)
    await expect
      .poll(() => summary.getByRole('link', { name: 'P11, Kebijakan Privasi' }).getAttribute('href'))
      .toBe('/privasi/2024-11-01#P11')
    await expect.poll(() => page.locator('[name=address]').inputValue()).toBe(person.address)
    await expect.poll(() => page.locator('[name="accept.terms"]').isChecked()).toBe(true)
    const { n } = (await portal.worker.db.prepare('SELECT count(*) AS n FROM customers').first<{ n: number }>()) ?? { n: -1 }
    expect(n).toBe(0)
  })

  test('who lives abroad is shown the transfer notice and has to acknowledge it', async () => {
    const { open } = await portal.visitor()
    const page = await open('/daftar')
    await page.getByLabel('Negara tempat tinggal').waitFor()
    expect(await page.locator('[name=transferAcknowledged]').count()).toBe(0)
    await fill(page, account('jauh'))
    await page.getByLabel('Negara tempat tinggal').selectOption('SG')
    await tickAll(page)
    await submit(page)
    await page.locator('.errors').getByText('Centang bahwa Anda mengetahui').waitFor()
    await page.locator('[name=transferAcknowledged]').check()
    await submit(page)
    await page.getByRole('heading', { name: 'Pendaftaran Anda diterima' }).waitFor()
    const row = await portal.worker.db.prepare("SELECT country, transfer_notice FROM customers WHERE country = 'SG'").first()
    expect(row).toMatchObject({ country: 'SG', transfer_notice: '2024-11-01' })
  })

  test('a company names its signer’s authority', async () => {
    const { open } = await portal.visitor()
    const page = await open('/daftar')
    const { 'bornOn.day': _d, 'bornOn.month': _m, 'bornOn.year': _y, ...common } = account('direktur')
    await page.getByLabel('Perusahaan atau lembaga').first().check()
    for (const [name, value] of Object.entries({ ...common, 'company.name': 'PT Contoh', 'company.authority': 'Direktur' }))
      await page.locator(`[name="${name}"]`).fill(value)
    await tickAll(page)
    await submit(page)
    await page.getByRole('heading', { name: 'Pendaftaran Anda diterima' }).waitFor()
    const row = await portal.worker.db.prepare('SELECT authority FROM acceptances WHERE authority IS NOT NULL').first()
    expect(row).toEqual({ authority: 'Direktur' })
  })

  test('a taken user id is told at its field', async () => {
    const { open } = await portal.visitor()
    const page = await open('/daftar')
    await fill(page, { ...account('jauh'), email: 'lain@example.com' })
    await tickAll(page)
    await submit(page)
    await page.locator('#f-userId-error').waitFor()
    await expect.poll(() => page.locator('.errors').innerText()).toContain('ID pengguna: Pilih ID pengguna lain.')
  })
})

describe('from registering to the time line', () => {
  test('register, accept, receipt that verifies with public keys alone, suspension on the page', async () => {
    const { open, page, complaints } = await portal.visitor({ acceptDownloads: true })
    await open('/daftar')
    await fill(page, account('sari'))
    await tickAll(page)
    await submit(page)
    await page.getByRole('heading', { name: 'Pendaftaran Anda diterima' }).waitFor()
    await expect.poll(() => page.getByText('sari@example.com').count()).toBe(1)

    await page.getByRole('link', { name: 'Masuk ke akun' }).click()
    await signIn(page, 'sari', person.password)
    await page.getByText('Belum ada layanan.').waitFor()

    await open('/akun/persetujuan')
    const decisions = page.locator('.line > li')
    await expect.poll(() => decisions.count()).toBe(3)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Unduh tanda terima Ketentuan Layanan' }).click()
    const jws = await readDownload(await download)
    const payload = await verified(jws)
    expect(JSON.stringify(payload)).toContain('2024-11-01')
    await page.getByRole('button', { name: 'Periksa tanda tangan' }).first().click()
    await page.getByText(/Tanda tangan sah/).waitFor()

    const { id: customer } = (await portal.worker.db
      .prepare('SELECT m.customer AS id FROM memberships m JOIN auth_user u ON u.id = m.user WHERE u.username = ?')
      .bind('sari')
      .first<{ id: string }>()) ?? { id: '' }
    const made = await portal.worker.fetch('/api/dev/accounts', {
      method: 'POST',
      body: JSON.stringify({ customer, domain: 'sari.example', package: 'hosting-mulai', dueOn: '2027-03-10' }),
    })
    expect(made.status).toBe(201)
    await portal.worker.setClock('2027-03-11T02:00:00Z')
    await portal.worker.tick('2027-03-10T17:00:00Z')
    await open('/akun')
    await expect
      .poll(() => page.locator('.service').innerText())
      .toContain('Akan ditangguhkan 13 Maret 2027, 00.00 WIB bila tagihan belum dibayar.')
    await page.locator('.service').getByRole('link', { name: 'S14, Ketentuan Layanan' }).waitFor()

    await portal.worker.setClock('2027-03-12T17:00:30Z')
    await portal.worker.tick('2027-03-12T17:00:00Z')
    await page.getByRole('link', { name: 'Lihat garis waktu sari.example' }).click()
    await page.getByText('Layanan Anda ditangguhkan.').waitFor()
    const line = await page.locator('.picture').first().innerText()
    expect(line).toContain('13 Maret 2027, 00.00 WIB')
    expect(line).toContain('20 Maret 2027, 00.00 WIB')
    await expect.poll(() => page.locator('.picture svg[role=img]').count()).toBe(2)
    await expect.poll(() => page.getByRole('heading', { name: 'Bila Anda membayar hari ini' }).count()).toBe(1)
    await expect.poll(() => page.locator('table').innerText()).toContain('Terlambat')

    await open('/akun/pesan')
    await page.getByRole('heading', { name: 'sari.example ditangguhkan' }).waitFor()
    expect(complaints).toEqual([])
  })
})

async function readDownload(download: { createReadStream(): Promise<NodeJS.ReadableStream> }): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8').trim()
}

/** As anyone would check it: with the published keys and a program that is not ours. */
async function verified(jws: string): Promise<unknown> {
  const { compactVerify, createLocalJWKSet } = await import('jose')
  const keys = await (await portal.worker.fetch('/.well-known/jwks.json')).json()
  const { payload } = await compactVerify(jws, createLocalJWKSet(keys as Parameters<typeof createLocalJWKSet>[0]))
  return JSON.parse(new TextDecoder().decode(payload))
}
