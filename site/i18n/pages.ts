/** Words of the pages around the documents. */
import type { Words } from './words.ts'

export const COMPARE_WORDS = {
  title: { id: 'Perubahan', en: 'Changes' },
  description: {
    id: 'Apa yang ditambahkan, dihapus, dipindahkan, dan diubah di antara dua versi, pasal demi pasal.',
    en: 'What was added, removed, moved and reworded between two versions, clause by clause.',
  },
  history: { id: 'Riwayat versi', en: 'Version history' },
  others: { id: 'Bandingkan versi lain', en: 'Compare other versions' },
  from: { id: 'Versi lama', en: 'Older version' },
  to: { id: 'Versi baru', en: 'Newer version' },
  compare: { id: 'Bandingkan versi', en: 'Compare versions' },
} as const satisfies Words

export const CALCULATOR_WORDS = {
  title: { id: 'Kalkulator jatuh tempo', en: 'Due date calculator' },
  description: {
    id: 'Apa yang terjadi dengan layanan Anda bila tagihan terlambat, dan kapan tepatnya. Tanggalnya dihitung dengan aturan yang sama yang dijalankan sistem kami.',
    en: 'What happens to your service if an invoice is late, and exactly when. The dates come from the same rules that our system runs.',
  },
  dueOn: { id: 'Tanggal jatuh tempo Anda', en: 'Your due date' },
  dueOnHint: { id: 'Tertulis pada tagihan Anda. Contoh: 10 Maret 2027.', en: 'It is written on your invoice. Example: 10 March 2027.' },
  term: { id: 'Masa layanan (boleh dikosongkan)', en: 'Billing term (optional)' },
  noTerm: { id: 'Tidak disebutkan', en: 'Not stated' },
  monthly: { id: 'Bulanan', en: 'Monthly' },
  yearly: { id: 'Tahunan', en: 'Yearly' },
  version: { id: 'Versi ketentuan', en: 'Version of the terms' },
  versionHint: { id: 'Versi yang Anda setujui; sudah terpilih yang berlaku sekarang.', en: 'The version you accepted; the one in force now is chosen.' },
  show: { id: 'Tampilkan tanggalnya', en: 'Show the dates' },
} as const satisfies Words
