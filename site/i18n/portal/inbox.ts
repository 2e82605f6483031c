/** Words of the inbox. */
import { words } from './words.ts'

export const inbox = words({
  id: {
    title: 'Pesan',
    description: 'Pemberitahuan tentang akun Anda, dengan tanggal dan klausulnya.',
    empty: 'Belum ada pesan.',
    emptyTeach:
      'Pemberitahuan tentang akun Anda, seperti keterlambatan dan peringatan, masuk ke sini dengan tanggal dan klausul yang mengaturnya. Pemberitahuan ini tidak dapat dimatikan, agar tidak ada yang terjadi tanpa Anda tahu.',
    fresh: 'Baru',
    places: {
      account: 'Lihat layanan',
      invoice: 'Lihat dan bayar tagihan',
      agreements: 'Lihat persetujuan',
      members: 'Lihat anggota',
      security: 'Periksa keamanan',
      inbox: '',
    },
  },
  en: {
    title: 'Messages',
    description: 'Notices about your account, with their dates and clauses.',
    empty: 'No messages yet.',
    emptyTeach:
      'Notices about your account, such as lateness and warnings, arrive here with their date and the clause that orders them. They cannot be switched off, so that nothing happens without your knowing.',
    fresh: 'New',
    places: {
      account: 'See the service',
      invoice: 'See and pay the invoice',
      agreements: 'See your agreements',
      members: 'See the people',
      security: 'Check your security',
      inbox: '',
    },
  },
})
