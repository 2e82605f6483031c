import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/client.ts'
import { loaded, mailTo, type Portal, signIn, startPortal, totp } from '../support/portal.ts'

let portal: Portal
beforeAll(async () => {
  portal = await startPortal()
})
afterAll(() => portal.close())

describe('signing in', () => {
  test.each([
    ['user id', 'userId'],
    ['e-mail', 'email'],
  ] as const)('by %s, then out again', async (_name, by) => {
    const customer = await portal.customer()
    const { open, page } = await portal.visitor()
    await open('/akun')
    await page.waitForURL(/\/masuk\?lanjut=%2Fakun$/)
    await signIn(page, customer[by], PASSWORD)
    await page.waitForURL(/\/akun$/)
    await page.getByText('Masuk sebagai Budi Santoso').waitFor()
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.waitForURL(/\/masuk$/)
    await open('/akun')
    await page.waitForURL(/\/masuk\?lanjut=/)
  })

  test('a wrong password is told without saying which of the two is wrong, and the user id stays', async () => {
    const { userId } = await portal.customer()
    const { open, page } = await portal.visitor()
    await open('/masuk')
    await signIn(page, userId, 'bukan kata sandi ini')
    await page.locator('.errors').getByText('ID pengguna, email, atau kata sandi tidak cocok.').waitFor()
    await expect.poll(() => page.locator('[name=identifier]').inputValue()).toBe(userId)
  })

  test('too many wrong passwords: the page says from when another try counts', async () => {
    const { userId } = await portal.customer()
    const { open, page } = await portal.visitor()
    await open('/masuk')
    for (let attempt = 0; attempt < 6; attempt++) {
      await signIn(page, userId, `salah ${attempt} kali`)
      await page.locator('button[type=submit][aria-disabled=false]').waitFor()
    }
    const summary = page.locator('.errors')
    await summary.getByRole('heading', { name: 'Terlalu banyak percobaan' }).waitFor()
    await expect.poll(() => summary.innerText()).toMatch(/Coba lagi mulai \d\d\.\d\d\.\d\d WIB\./)
  })

  test.each(['//evil.example/', '/%09/evil.example/', '/%0a/evil.example/'])(
    'afterwards nobody is sent to another site: %s',
    async (next) => {
      const { userId } = await portal.customer()
      const { open, page } = await portal.visitor()
      await open(`/masuk?lanjut=${next}`)
      await signIn(page, userId, PASSWORD)
      await page.waitForURL(/\/akun$/)
      expect(new URL(page.url()).origin).toBe(portal.worker.url.origin)
    },
  )

  test('a forgotten password: the link of the mail sets a new one, once', async () => {
    const { email, userId } = await portal.customer()
    const { open, page } = await portal.visitor()
    await open('/masuk/lupa')
    await page.locator('[name=email]').fill(email)
    await page.getByRole('button', { name: 'Kirim tautan' }).click()
    await page.getByRole('heading', { name: 'Periksa email Anda' }).waitFor()
    const { links } = await mailTo(portal.worker, email, 'reset_password')
    const { pathname, search } = new URL(links['reset'] ?? '')
    await open(pathname + search)
    await page.locator('[name=password]').fill('pendek')
    await page.getByRole('button', { name: 'Simpan kata sandi baru' }).click()
    await page.locator('.errors').getByText('Paling sedikit 12 karakter.').waitFor()
    await page.locator('[name=password]').fill('kalimat baru yang panjang')
    await page.getByRole('button', { name: 'Simpan kata sandi baru' }).click()
    await page.getByRole('heading', { name: 'Kata sandi baru tersimpan' }).waitFor()
    await open(pathname + search)
    await page.locator('[name=password]').fill('kalimat lain yang panjang')
    await page.getByRole('button', { name: 'Simpan kata sandi baru' }).click()
    await page.getByRole('heading', { name: 'Tautan ini tidak berlaku lagi' }).waitFor()
    await open('/masuk')
    await signIn(page, userId, 'kalimat baru yang panjang')
    await page.waitForURL(/\/akun$/)
  })

  test('the link of the verification mail ends on a page that says what happened', async () => {
    const { email } = await portal.customer()
    const { page, open } = await portal.visitor()
    const { links } = await mailTo(portal.worker, email, 'verify_email')
    const { pathname, search } = new URL(links['verify'] ?? '')
    await page.goto(pathname + search)
    await page.getByRole('heading', { name: 'Email Anda terverifikasi' }).waitFor()
    await open('/masuk/email?error=TOKEN_EXPIRED')
    await page.getByRole('heading', { name: 'Tautan ini tidak berlaku lagi' }).waitFor()
  })
})

describe('security', () => {
  test('the second step is set up with a code, asked for at the next sign-in, and replaced by a backup code once', async () => {
    const { open, page, userId, complaints } = await portal.customer()
    await open('/akun/keamanan')
    await page.locator('[name=enrolPassword]').fill(PASSWORD)
    await page.getByRole('button', { name: 'Pasang langkah kedua' }).click()
    await page.getByRole('img', { name: /Kode QR/ }).waitFor()
    const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '')
    const backup = (await page.locator('.codes code').first().innerText()).trim()
    await page.locator('[name=totp]').fill('000000')
    await page.getByRole('button', { name: 'Periksa kode dan pasang langkah kedua' }).click()
    await page.locator('.errors').getByText('Kode salah atau sudah berganti.').waitFor()
    await page.locator('[name=totp]').fill(totp(secret))
    await page.getByRole('button', { name: 'Periksa kode dan pasang langkah kedua' }).click()
    await page.getByText('Langkah kedua terpasang.', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Keluar', exact: true }).click()
    await page.waitForURL(/\/masuk$/)
    await loaded(page)
    await signIn(page, userId, PASSWORD)
    await page.waitForURL(/\/masuk\/kode/)
    await page.locator('[name=code]').fill(totp(secret))
    await page.getByRole('button', { name: 'Periksa kode dan masuk' }).click()
    await page.waitForURL(/\/akun$/)

    const other = await portal.visitor()
    await other.open('/masuk')
    await signIn(other.page, userId, PASSWORD)
    await other.page.waitForURL(/\/masuk\/kode/)
    await loaded(other.page)
    await other.page.getByRole('button', { name: /Pakai kode cadangan/ }).click()
    await other.page.locator('[name=code]').fill(backup)
    await other.page.getByRole('button', { name: 'Periksa kode dan masuk' }).click()
    await other.page.waitForURL(/\/akun$/)
    expect(complaints).toEqual([])
  })

  test('a wrong current password is told at its field; the right one changes it', async () => {
    const { open, page, userId } = await portal.customer()
    await open('/akun/keamanan')
    const change = page.getByRole('button', { name: 'Ganti kata sandi' })
    await page.locator('[name=newPassword]').fill('kalimat baru yang panjang')
    await page.locator('[name=currentPassword]').fill('bukan kata sandi ini')
    await change.click()
    await page.locator('#f-currentPassword-error').waitFor()
    await page.locator('[name=currentPassword]').fill(PASSWORD)
    await change.click()
    await page.getByText('Kata sandi sudah diganti.').waitFor()
    const { open: openElsewhere, page: elsewhere } = await portal.visitor()
    await openElsewhere('/masuk')
    await signIn(elsewhere, userId, 'kalimat baru yang panjang')
    await elsewhere.waitForURL(/\/akun$/)
  })

  test('another device is listed and can be signed out; then everything at once', async () => {
    const { open, page, userId } = await portal.customer()
    const other = await portal.visitor()
    await other.open('/masuk')
    await signIn(other.page, userId, PASSWORD)
    await other.page.waitForURL(/\/akun$/)
    await open('/akun/keamanan')
    const sessions = page.locator('.cards > li')
    await expect.poll(() => sessions.count()).toBe(2)
    await page.getByRole('button', { name: /^Keluarkan / }).click()
    await page.getByText('Perangkat itu sudah dikeluarkan.').waitFor()
    await other.page.goto('/akun')
    await other.page.waitForURL(/\/masuk\?lanjut=/)
    await page.getByRole('button', { name: 'Keluar dari semua perangkat' }).click()
    await page.waitForURL(/\/masuk$/)
    await page.goto('/akun')
    await page.waitForURL(/\/masuk\?lanjut=/)
  })
})
