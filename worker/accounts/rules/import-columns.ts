/** The columns of the two files, in words for the documentation and for the page that offers the import. */
import type { Localized } from '../../../content/schema.ts'

interface Column {
  readonly needed: boolean
  readonly means: Localized
}

export const CUSTOMER_COLUMNS = {
  ref: {
    needed: true,
    means: {
      id: 'Nomor pelanggan di sistem lama; dipakai di berkas akun.',
      en: 'The customer’s number in the old system; used by the accounts file.',
    },
  },
  kind: { needed: true, means: { id: '“person” atau “company”.', en: '“person” or “company”.' } },
  name: { needed: true, means: { id: 'Nama orang atau perusahaan.', en: 'Name of the person or company.' } },
  email: { needed: true, means: { id: 'Alamat email, satu per pelanggan.', en: 'E-mail address, one per customer.' } },
  phone: {
    needed: true,
    means: { id: 'Nomor telepon dengan kode negara, misalnya +62…', en: 'Telephone with country code, such as +62…' },
  },
  address: { needed: true, means: { id: 'Alamat pos.', en: 'Postal address.' } },
  country: { needed: true, means: { id: 'Kode negara dua huruf (ISO 3166-1).', en: 'Two-letter country code (ISO 3166-1).' } },
  language: { needed: false, means: { id: '“id” atau “en”; kosong: “id”.', en: '“id” or “en”; empty: “id”.' } },
  born_on: { needed: false, means: { id: 'Tanggal lahir orang, TTTT-BB-HH.', en: 'A person’s date of birth, YYYY-MM-DD.' } },
  authority: {
    needed: false,
    means: { id: 'Jabatan orang yang bertindak untuk perusahaan.', en: 'Position of who acts for the company.' },
  },
} as const satisfies Record<string, Column>

export const ACCOUNT_COLUMNS = {
  customer: { needed: true, means: { id: 'Kolom “ref” pelanggan.', en: 'The customer’s “ref”.' } },
  domain: { needed: true, means: { id: 'Nama domain akun.', en: 'The account’s domain name.' } },
  package: { needed: true, means: { id: 'Id paket di katalog.', en: 'Id of the package in the catalogue.' } },
  term: { needed: true, means: { id: '“monthly” atau “yearly”.', en: '“monthly” or “yearly”.' } },
  due_on: {
    needed: true,
    means: {
      id: 'Jatuh tempo berikutnya: hari pertama yang belum dibayar, TTTT-BB-HH.',
      en: 'Next due date: first day not yet paid for, YYYY-MM-DD.',
    },
  },
  anniversary_day: {
    needed: false,
    means: {
      id: 'Tanggal asal dalam bulan, bila bulan jatuh tempo lebih pendek.',
      en: 'Original day of the month, where the month of the due date is shorter.',
    },
  },
  username: {
    needed: false,
    means: {
      id: 'Nama pengguna di panel hosting. Tanpa ini panel tidak tahu akun mana yang dimaksud.',
      en: 'Username at the hosting panel. Without it the panel cannot tell which account is meant.',
    },
  },
} as const satisfies Record<string, Column>
