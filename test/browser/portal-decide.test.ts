import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Portal, startPortal } from '../support/portal.ts'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.close())

describe('a new version', () => {
  test('waits first on the overview, shows what changed by clause, number and word, and is accepted with a receipt', async () => {
    const { open, page, complaints } = await portal.customer()
    await open('/akun')
    await page.getByRole('link', { name: 'Lihat perubahan dan putuskan' }).click()
    const terms = page.getByRole('article', { name: 'Ketentuan Layanan, versi 15 Desember 2026' })
    await terms.waitFor()
    await expect.poll(() => terms.locator('.note').innerText()).toContain('Versi 1 November 2024 yang Anda setujui tetap mengikat')
    await expect.poll(() => terms.locator('.note').innerText()).toContain('15 Januari 2027, 00.00 WIB')
    await expect.poll(() => terms.locator('table').innerText()).toMatch(/Pemberitahuan sebelum penangguhan\s+–\s+24 jam/)
    await expect.poll(() => terms.locator('.changes').innerText()).toContain('S24')

    const clause = terms.locator('.changes > li').filter({ hasText: 'S14' })
    await clause.getByText('Lihat perubahan kata demi kata').click()
    await clause.locator('ins').first().waitFor()
    await expect.poll(() => clause.locator('ins').first().innerText()).toMatch(/^Ditambahkan:/)

    await terms.getByRole('button', { name: 'Setujui Ketentuan Layanan' }).click()
    await terms.locator('.errors').getByText('Centang bahwa Anda menyetujui Ketentuan Layanan').waitFor()
    await expect.poll(() => terms.getByRole('checkbox').isChecked()).toBe(false)
    await terms.getByRole('checkbox').check()
    await terms.getByRole('button', { name: 'Setujui Ketentuan Layanan' }).click()
    await page.getByText('Anda menyetujui Ketentuan Layanan', { exact: true }).waitFor()
    await terms.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('article').count()).toBe(2)

    await open('/akun/persetujuan')
    await expect.poll(() => page.locator('.line').innerText()).toContain('Anda menyetujui Ketentuan Layanan versi 15 Desember 2026.')
    await expect.poll(() => page.locator('.cards').innerText()).not.toContain('15 Desember 2026')
    expect(complaints).toEqual([])
  })

  test('can be declined, with what that means, and the refusal can be taken back', async () => {
    const { open, page } = await portal.customer()
    await open('/akun/persetujuan/baru')
    const privacy = page.getByRole('article', { name: /Kebijakan Privasi/ })
    await privacy.getByText('Tidak setuju? Begini akibatnya').click()
    await expect.poll(() => privacy.innerText()).toContain('Penolakan dapat ditarik kembali')
    await privacy.getByRole('button', { name: 'Tolak Kebijakan Privasi versi ini' }).click()
    await page.getByText('Anda menolak Kebijakan Privasi', { exact: true }).waitFor()
    await privacy.getByText(/Anda menolak versi ini pada 25 November 2026/).waitFor()
    await expect.poll(() => privacy.getByRole('button', { name: /^Tolak/ }).count()).toBe(0)
    await privacy.getByRole('checkbox').check()
    await privacy.getByRole('button', { name: 'Setujui Kebijakan Privasi' }).click()
    await page.getByText('Anda menyetujui Kebijakan Privasi', { exact: true }).waitFor()
    await open('/akun/persetujuan')
    const line = await page.locator('.line').innerText()
    expect(line).toContain('Anda menolak Kebijakan Privasi versi 15 Desember 2026.')
    expect(line).toContain('Anda menyetujui Kebijakan Privasi versi 15 Desember 2026.')
  })

  test('a text that is no longer the latest is loaded again, kindly, and nothing is recorded', async () => {
    const { open, page, client } = await portal.customer()
    await page.route('**/api/v1/agreements/outstanding', async (route) => {
      const response = await route.fetch()
      const list = (await response.json()) as { digest: { id: string } }[]
      await route.fulfill({ response, json: list.map((one) => ({ ...one, digest: { ...one.digest, id: '0'.repeat(64) } })) })
    })
    await open('/akun/persetujuan/baru')
    await page.unroute('**/api/v1/agreements/outstanding')
    const sla = page.getByRole('article', { name: /Perjanjian Tingkat Layanan/ })
    await sla.getByRole('checkbox').check()
    await sla.getByRole('button', { name: 'Setujui Perjanjian Tingkat Layanan' }).click()
    await page.getByText('Teks versi ini baru saja dimuat ulang').waitFor()
    await expect.poll(() => sla.getByRole('checkbox').isChecked()).toBe(false)
    const { body } = await client.get('/api/v1/agreements')
    expect(body.acceptances).toHaveLength(3)
  })

  test('with nothing to decide the page teaches what it is for', async () => {
    const { open, page } = await portal.customer()
    await page.route('**/api/v1/agreements/outstanding', (route) => route.fulfill({ json: [] }))
    await open('/akun/persetujuan/baru')
    await page.getByText('Tidak ada yang menunggu keputusan Anda.').waitFor()
  })
})
