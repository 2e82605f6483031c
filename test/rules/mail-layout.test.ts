import { describe, expect, test } from 'vitest'
import { mailCategory } from '../../worker/notices/rules/category.ts'
import { type House, writeLetter } from '../../worker/notices/rules/layout.ts'

const house: House = {
  name: 'Tnet',
  service: 'Treabiz.id',
  origin: 'https://treabiz.id',
  emails: { support: 'support@tnet.co.id', billing: 'billing@tnet.co.id' },
  phone: '+62 21 5550 0100',
}
describe('the layout', () => {
  const letter = {
    language: 'en',
    subject: 'Tom & Jerry’s <invoice>',
    paragraphs: ['Hello <b>you</b>\nsee https://treabiz.id/a?b=1&c=2.'],
    action: { label: 'View and pay', href: 'https://treabiz.id/en/akun' },
    clause: { label: 'Terms 2024-11-01, S14', href: 'https://treabiz.id/en/ketentuan/2024-11-01#S14' },
  } as const

  test('says the same as text and as HTML: words, action, clause, and where to ask (P4, S12)', () => {
    const { text, html } = writeLetter(letter, house)
    for (const part of [
      'View and pay',
      'https://treabiz.id/en/akun',
      'S14',
      letter.clause.href,
      'support@tnet.co.id',
      'billing@tnet.co.id',
    ]) {
      expect(text).toContain(part)
      expect(html).toContain(part)
    }
  })

  test('makes nothing of a customer’s text but text', () => {
    const { html } = writeLetter(letter, house)
    expect(html).not.toContain('<b>')
    expect(html).not.toContain('<invoice>')
  })

  test('links addresses, without the full stop that ends the sentence', () => {
    expect(writeLetter(letter, house).html).toContain('<a href="https://treabiz.id/a?b=1&#38;c=2"')
  })

  test('loads nothing from anywhere, so that reading it tells nobody', () => {
    expect(writeLetter(letter, house).html).not.toMatch(/<img|<link|<script|url\(/)
  })

  test('offers to stop only mail that may be refused (M4)', () => {
    expect(writeLetter(letter, house).text).not.toMatch(/Stop messages/)
    expect(writeLetter(letter, house, 'https://treabiz.id/stop').text).toMatch(/Stop messages like this one: https:\/\/treabiz.id\/stop/)
    expect(['overdue', 'verify_email', 'offer', 'announcement'].map(mailCategory)).toEqual([
      'necessary',
      'necessary',
      'optional',
      'optional',
    ])
  })
})
