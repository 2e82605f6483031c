import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
  await worker.setClock('2026-12-01T00:00:00Z')
})
afterAll(() => worker.close())

const ask = (query: string, path = '/ketentuan/kalkulator') => worker.fetch(`${path}?${query}`)

describe('the calculator', () => {
  test('unasked, is a form without answer or error', async () => {
    const text = await (await worker.fetch('/ketentuan/kalkulator')).text()
    expect(text).toContain('name="jatuh-tempo"')
    expect(text).not.toContain('class="answer"')
    expect(text).not.toContain('class="errors"')
    expect(text).not.toContain('data-slot')
  })

  test('due 10 March 2027: late on the 11th, suspended on the 13th, deleted on the 20th, each with its clause', async () => {
    const response = await ask('jatuh-tempo=2027-03-10')
    expect(response.status).toBe(200)
    const text = await response.text()
    const points = [...text.matchAll(/<strong>([^<]+)<\/strong><span>([^<]+)<a href="([^"]+)">/g)].map(([, when, , href]) => [when, href])
    expect(points).toEqual([
      ['10 Maret 2027', '/ketentuan/2024-11-01#S13'],
      ['11 Maret 2027, 00.00 WIB', '/ketentuan/2024-11-01#S14'],
      ['13 Maret 2027, 00.00 WIB', '/ketentuan/2024-11-01#S14'],
      ['20 Maret 2027, 00.00 WIB', '/ketentuan/2024-11-01#S14'],
    ])
  })

  test('the drawing carries the same dates as the list', async () => {
    const text = await (await ask('jatuh-tempo=2027-03-10', '/en/ketentuan/kalkulator')).text()
    const drawing = /<svg[\s\S]*?<\/svg>/.exec(text)?.[0] ?? ''
    for (const when of ['10 March 2027', '11 March 2027, 00:00 WIB', '13 March 2027, 00:00 WIB', '20 March 2027, 00:00 WIB'])
      expect(drawing).toContain(`>${when}<`)
    expect(drawing.match(/<circle/g)).toHaveLength(4)
  })

  test('calculates by the version in force, or by the one chosen', async () => {
    expect(await (await ask('jatuh-tempo=2027-03-10')).text()).toContain('<option value="2024-11-01" selected')
    const chosen = await (await ask('jatuh-tempo=2027-03-10&versi=2026-12-15')).text()
    expect(chosen).toContain('/ketentuan/2026-12-15#S14')
    expect(chosen).toContain('<option value="2026-12-15" selected')
  })

  test.each([
    ['monthly', '2027-01-31', '28\u00a0Februari\u00a02027'],
    ['yearly', '2028-02-29', '28\u00a0Februari\u00a02029'],
  ])('a %s term due %s is next due %s, if paid on time', async (term, dueOn, next) => {
    expect((await (await ask(`jatuh-tempo=${dueOn}&masa=${term}`)).text()).replaceAll(' ', '\u00a0')).toContain(
      `jatuh\u00a0tempo\u00a0berikutnya\u00a0${next}`,
    )
  })

  test.each([
    ['jatuh-tempo=', 'Isi tanggal jatuh tempo.'],
    ['jatuh-tempo=2027-02-30', 'Tanggal ini tidak ada dalam kalender.'],
    ['jatuh-tempo=besok', 'Tanggal ini tidak ada dalam kalender.'],
    ['jatuh-tempo=1999-01-01', 'Tulis tahun antara 2000 dan 2199.'],
    ['jatuh-tempo=2027-03-10&masa=weekly', 'Pilih bulanan atau tahunan.'],
    ['jatuh-tempo=2027-03-10&versi=2025-01-01', 'Pilih versi yang ada dalam daftar.'],
  ])('%s comes back with the page and the reason beside the field', async (query, reason) => {
    const response = await ask(query)
    expect(response.status).toBe(422)
    const text = await response.text()
    const field = query.includes('masa') ? 'masa' : query.includes('versi') ? 'versi' : 'jatuh-tempo'
    expect(text).toMatch(new RegExp(`id="${field}-error"[^>]*>${reason}`))
    expect(text).toContain(`<a href="#${field}">${reason}`)
    expect(text).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`))
  })

  test('what was entered is kept, and stays text', async () => {
    const text = await (await ask(`jatuh-tempo=${encodeURIComponent('"><script>x</script>')}`)).text()
    expect(text).toContain('name="jatuh-tempo" type="text" required value="&quot;><script>x</script>"')
  })

  test('every wrong field is told at once', async () => {
    const text = await (await ask('jatuh-tempo=x&masa=y&versi=z', '/en/ketentuan/kalkulator')).text()
    expect(text.match(/<span class="error"/g)).toHaveLength(3)
  })

  test('the terms page asks by its own version', async () => {
    const text = await (await worker.fetch('/ketentuan/2026-12-15')).text()
    expect(text).toMatch(/<form action="\/ketentuan\/kalkulator">[\s\S]*?<input type="hidden" name="versi" value="2026-12-15">/)
  })
})
