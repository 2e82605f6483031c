/** A notice in words. Each opens with what it means for the reader; dates in the provider’s zone, amounts in rupiah. */
import type { Language, Localized } from '../../../content/schema.ts'
import { formatDay, formatInstant } from '../../shared/calendar.ts'
import { formatRupiah } from '../../shared/money.ts'
import type { InvoiceNotice, LateNotice, NoticeFacts, PaymentNotice, UsageNotice } from './facts.ts'

/** The calendar in which instants are written. */
export interface Zone {
  readonly timeZone: string
  readonly zoneAbbreviation: string
}

export interface NoticeWords {
  readonly subject: Localized
  readonly paragraphs: readonly Localized[]
  /** What can be done about it in the portal, if anything. */
  readonly action?: Localized
}

interface Said {
  readonly day: (on: string) => Localized
  readonly instant: (at: number) => Localized
  readonly money: (rupiah: number) => Localized
}

const both = (say: (language: Language) => string): Localized => ({ id: say('id'), en: say('en') })

function saying({ timeZone, zoneAbbreviation }: Zone): Said {
  return {
    day: (on) => both((language) => formatDay(on, language)),
    instant: (at) => both((language) => formatInstant(at, language, timeZone, zoneAbbreviation)),
    money: (rupiah) => both((language) => formatRupiah(rupiah, language)),
  }
}

const PAY: Localized = { id: 'Lihat dan bayar', en: 'View and pay' }

export function noticeWords(facts: NoticeFacts, zone: Zone): NoticeWords {
  const say = saying(zone)
  switch (facts.kind) {
    case 'overdue':
      return overdue(facts, say)
    case 'termination_warning':
      return terminationWarning(facts, say)
    case 'terminated':
      return terminated(facts, say)
    case 'invoice_issued':
    case 'payment_reminder':
      return invoice(facts, say)
    case 'payment_received':
    case 'reactivated':
      return payment(facts, say)
    case 'paid_after_termination':
      return paidAfterTermination(facts, say)
    case 'usage_warning':
      return usage(facts)
  }
}

function overdue({ domain, dueOn, owedRupiah, next }: LateNotice, say: Said): NoticeWords {
  const [due, owed] = [say.day(dueOn), say.money(owedRupiah)]
  const planned = next && say.instant(next.at)
  return {
    subject: { id: `Tagihan ${domain} lewat jatuh tempo`, en: `Invoice for ${domain} is overdue` },
    paragraphs: [
      {
        id: `Tagihan ${owed.id} untuk ${domain} jatuh tempo pada ${due.id} dan belum kami terima pembayarannya.`,
        en: `The invoice of ${owed.en} for ${domain} was due on ${due.en} and we have not received its payment yet.`,
      },
      ...(planned
        ? [
            {
              id: `Jika belum dibayar, layanan ditangguhkan paling cepat ${planned.id}. Data Anda tetap ada selama itu.`,
              en: `If it stays unpaid, the service is suspended on ${planned.en} at the earliest. Your data stays where it is.`,
            },
          ]
        : []),
      { id: 'Jika Anda sudah membayar, abaikan pesan ini.', en: 'If you have already paid, please ignore this message.' },
    ],
    action: PAY,
  }
}

function terminationWarning({ domain, owedRupiah, next }: LateNotice, say: Said): NoticeWords {
  const owed = say.money(owedRupiah)
  const planned = next && say.instant(next.at)
  return {
    subject: { id: `${domain} ditangguhkan`, en: `${domain} is suspended` },
    paragraphs: [
      {
        id: `Layanan ${domain} ditangguhkan karena tagihan ${owed.id} belum dibayar.`,
        en: `The service ${domain} is suspended because the invoice of ${owed.en} is unpaid.`,
      },
      ...(planned
        ? [
            {
              id: `Jika belum dibayar, layanan beserta seluruh data dan cadangannya dihapus permanen paling cepat ${planned.id}. Data yang sudah dihapus tidak dapat dikembalikan.`,
              en: `If it stays unpaid, the service with all its data and backups is deleted for good on ${planned.en} at the earliest. Deleted data cannot be brought back.`,
            },
          ]
        : []),
      { id: 'Begitu pembayaran tercatat, layanan aktif kembali.', en: 'As soon as the payment is recorded, the service is active again.' },
    ],
    action: PAY,
  }
}

function terminated({ domain, owedRupiah }: LateNotice, say: Said): NoticeWords {
  const owed = say.money(owedRupiah)
  return {
    subject: { id: `Layanan ${domain} dihentikan`, en: `The service ${domain} has ended` },
    paragraphs: [
      {
        id: `Tagihan ${owed.id} untuk ${domain} tidak dibayar sampai batas waktunya, sehingga layanan dihentikan. Data beserta cadangannya dihapus permanen setelah itu.`,
        en: `The invoice of ${owed.en} for ${domain} was not paid in time, so the service has ended. Its data and backups are deleted for good after that.`,
      },
      {
        id: 'Jika Anda sudah membayar sebelum penghentian ini, balas pesan ini: waktu pembayaran Anda yang berlaku, bukan waktu kami menerimanya.',
        en: 'If you paid before it ended, reply to this message: what counts is when you paid, not when we heard of it.',
      },
    ],
  }
}

function invoice({ kind, domain, dueOn, owedRupiah }: InvoiceNotice, say: Said): NoticeWords {
  const [due, owed] = [say.day(dueOn), say.money(owedRupiah)]
  return {
    subject:
      kind === 'invoice_issued'
        ? { id: `Tagihan baru untuk ${domain}`, en: `New invoice for ${domain}` }
        : { id: `Tagihan ${domain} segera jatuh tempo`, en: `Invoice for ${domain} is due soon` },
    paragraphs: [
      {
        id: `Tagihan perpanjangan ${domain} sebesar ${owed.id} jatuh tempo pada ${due.id}. Hari itu masih terhitung tepat waktu sepenuhnya.`,
        en: `The renewal invoice for ${domain}, ${owed.en}, is due on ${due.en}. The whole of that day still counts as in time.`,
      },
    ],
    action: PAY,
  }
}

function payment({ kind, domain, paidRupiah, paidAt, restRupiah, creditRupiah }: PaymentNotice, say: Said): NoticeWords {
  const [paid, at, rest, credit] = [say.money(paidRupiah), say.instant(paidAt), say.money(restRupiah), say.money(creditRupiah)]
  return {
    subject:
      kind === 'reactivated'
        ? { id: `${domain} aktif kembali`, en: `${domain} is active again` }
        : { id: `Pembayaran untuk ${domain} diterima`, en: `Payment for ${domain} received` },
    paragraphs: [
      {
        id: `Kami mencatat pembayaran ${paid.id} untuk ${domain} pada ${at.id}.`,
        en: `We recorded a payment of ${paid.en} for ${domain}, made on ${at.en}.`,
      },
      ...(kind === 'reactivated' ? [{ id: 'Layanan sudah aktif kembali.', en: 'The service is active again.' }] : []),
      ...(restRupiah > 0
        ? [
            {
              id: `Masih kurang ${rest.id}; sampai lunas tagihan ini tetap terbuka.`,
              en: `${rest.en} is still missing; the invoice stays open until it is paid in full.`,
            },
          ]
        : []),
      ...(creditRupiah > 0
        ? [{ id: `Kelebihan ${credit.id} disimpan sebagai saldo Anda.`, en: `The ${credit.en} above the amount is kept as your credit.` }]
        : []),
    ],
  }
}

function paidAfterTermination({ domain, paidRupiah, paidAt }: PaymentNotice, say: Said): NoticeWords {
  const [paid, at] = [say.money(paidRupiah), say.instant(paidAt)]
  return {
    subject: { id: `Pembayaran setelah layanan ${domain} dihentikan`, en: `Payment after the service ${domain} ended` },
    paragraphs: [
      {
        id: `Pembayaran ${paid.id} untuk ${domain} dilakukan pada ${at.id}, setelah layanan dihentikan. Layanan tidak aktif kembali dan pembayaran tidak dikembalikan.`,
        en: `The payment of ${paid.en} for ${domain} was made on ${at.en}, after the service had ended. The service does not come back and the payment is not refunded.`,
      },
      {
        id: 'Jika ada kekeliruan, balas pesan ini: petugas kami memeriksanya.',
        en: 'If something is wrong here, reply to this message: a person will look at it.',
      },
    ],
  }
}

function usage({ domain, percent }: UsageNotice): NoticeWords {
  return {
    subject: { id: `Ruang simpan ${domain} terpakai ${percent}%`, en: `${percent}% of the storage of ${domain} is used` },
    paragraphs: [
      {
        id: `${percent}% ruang simpan paket ${domain} sudah terpakai. Jika penuh, server dapat berhenti menerima, memproses, dan mengirim data.`,
        en: `${percent}% of the storage of the package of ${domain} is used. When it is full, the server may stop accepting, processing and sending data.`,
      },
    ],
    action: { id: 'Lihat pemakaian', en: 'View usage' },
  }
}
