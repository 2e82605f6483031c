import { describe, expect, test } from 'vitest'
import { mailCategory } from '../../worker/notices/rules/category.ts'
import type { LateNotice, NoticeFacts, PaymentNotice } from '../../worker/notices/rules/facts.ts'
import { type House, writeLetter } from '../../worker/notices/rules/layout.ts'
import { noticeWords } from '../../worker/notices/rules/words.ts'

const WIB = { timeZone: 'Asia/Jakarta', zoneAbbreviation: 'WIB' }
const clause = { document: 'terms', version: '2024-11-01', id: 'S14' } as const
const house: House = {
  name: 'Tnet',
  service: 'Treabiz.id',
  origin: 'https://treabiz.id',
  emails: { support: 'support@tnet.co.id', billing: 'billing@tnet.co.id' },
  phone: '+62 21 5550 0100',
}
const late = (kind: LateNotice['kind'], next: LateNotice['next']): LateNotice => ({
  kind,
  clause,
  account: 'acc_a1',
  domain: 'toko.example',
  dueOn: '2027-03-10',
  owedRupiah: 1_500_000,
  at: Date.parse('2027-03-10T17:00:00Z'),
  next,
})
const paid = (kind: PaymentNotice['kind'], more: Partial<PaymentNotice> = {}): PaymentNotice => ({
  kind,
  clause,
  account: 'acc_a1',
  domain: 'toko.example',
  paidRupiah: 500_000,
  paidAt: Date.parse('2027-03-12T03:30:00Z'),
  restRupiah: 0,
  creditRupiah: 0,
  ...more,
})
const said = (facts: NoticeFacts, language: 'id' | 'en') =>
  noticeWords(facts, WIB)
    .paragraphs.map((text) => text[language])
    .join('\n')

describe('a notice in words', () => {
  test.each<[string, NoticeFacts, string, string]>([
    [
      'an overdue notice names amount, due day, and when suspension comes, in WIB',
      late('overdue', { action: 'suspend', at: Date.parse('2027-03-12T17:00:00Z') }),
      'Rp\u00a01.500.000.*10 Maret 2027[^]*13 Maret 2027, 00\\.00 WIB',
      'Rp\u00a01,500,000.*10 March 2027[^]*13 March 2027, 00:00 WIB',
    ],
    [
      'a termination warning says that data goes for good, and when at the earliest',
      late('termination_warning', { action: 'terminate', at: Date.parse('2027-03-19T17:00:00Z') }),
      'dihapus permanen paling cepat 20 Maret 2027, 00\\.00 WIB',
      'deleted for good on 20 March 2027, 00:00 WIB at the earliest',
    ],
    [
      'a payment that is not enough says what is missing',
      paid('payment_received', { restRupiah: 250_000 }),
      'Masih kurang Rp\u00a0250\\.000',
      'Rp\u00a0250,000 is still missing',
    ],
    [
      'money above the amount is kept as credit',
      paid('payment_received', { creditRupiah: 1_000 }),
      'Rp\u00a01\\.000 disimpan sebagai saldo',
      'Rp\u00a01,000 above the amount is kept',
    ],
    [
      'a payment after the end says that the service does not come back (S16)',
      paid('paid_after_termination'),
      'tidak aktif kembali',
      'does not come back',
    ],
  ])('%s', (_, facts, id, en) => {
    expect(said(facts, 'id')).toMatch(new RegExp(id))
    expect(said(facts, 'en')).toMatch(new RegExp(en))
  })

  test('a termination warning without a planned next step threatens nothing', () => {
    expect(said(late('termination_warning', null), 'en')).not.toMatch(/deleted/)
  })
})

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
