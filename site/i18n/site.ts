/** Words of the public pages. */
import type { Words } from './words.ts'

export const SITE_WORDS = {
  permalink: { id: 'Tautan tetap pasal ini, untuk disalin', en: 'Permanent link to this clause, to copy' },
  reading: { id: 'Cara kami membacanya', en: 'How we read it' },
  version: { id: 'Versi', en: 'Version' },
  revised: { id: 'Tanggal revisi', en: 'Revision date' },
  published: { id: 'Diterbitkan', en: 'Published' },
  forNew: { id: 'Berlaku, pelanggan baru', en: 'In force, new customers' },
  forExisting: { id: 'Berlaku, pelanggan lama', en: 'In force, existing customers' },
  readingTime: { id: 'Waktu baca', en: 'Reading time' },
  minutes: { id: 'menit', en: 'minutes' },
  aboutMinutes: { id: 'sekitar', en: 'about' },
  translation: { id: '', en: 'This is a translation. The Indonesian text governs.' },
  governing: { id: '', en: 'Read the Indonesian text' },
  summary: { id: 'Ringkasnya', en: 'In short' },
  summaryHint: {
    id: 'Ringkasan ini membantu membaca; yang mengikat adalah teks di bawahnya.',
    en: 'This summary helps to read; what binds is the text below it.',
  },
  changed: { id: 'Yang berubah', en: 'What changed' },
  changedHint: { id: 'dibanding versi', en: 'compared with version' },
  compareAll: { id: 'Bandingkan kata demi kata', en: 'Compare word by word' },
  contents: { id: 'Isi', en: 'Contents' },
  whole: { id: 'Seluruh dokumen', en: 'The whole document' },
  bytes: { id: 'Teks terbitan', en: 'Published text' },
  digest: { id: 'Sidik digital (SHA-256)', en: 'Digest (SHA-256)' },
  check: {
    id: 'Cara memeriksa: unduh teks terbitan dan hitung sidiknya. Hasilnya harus sama dengan yang tertulis di atas.',
    en: 'To check: download the published text and compute its digest. The result must equal the one above.',
  },
  proof: { id: 'Tentang versi ini', en: 'About this version' },
  history: { id: 'Riwayat versi', en: 'Version history' },
  allVersions: { id: 'Lihat semua versi', en: 'See all versions' },
  previous: { id: 'Versi sebelumnya', en: 'Earlier version' },
  next: { id: 'Versi berikutnya', en: 'Later version' },
  questions: { id: 'Pertanyaan tentang dokumen ini', en: 'Questions about this document' },
} as const satisfies Words
