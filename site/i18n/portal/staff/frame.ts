/** Words of the frame of every staff page: its navigation, and who may see it. */
import { words } from '../words.ts'

export const staffFrame = words({
  id: {
    nav: 'Konsol petugas',
    today: 'Hari ini',
    customers: 'Pelanggan',
    payments: 'Pembayaran',
    unmatched: 'Uang tak dikenal',
    tasks: 'Tugas',
    breaker: 'Rem',
    imports: 'Impor',
    notStaffTitle: 'Halaman ini untuk petugas',
    notStaff: 'Anda masuk sebagai pelanggan. Layanan dan tagihan Anda ada di halaman akun.',
    toAccount: 'Buka akun Anda',
    factorTitle: 'Langkah kedua diperlukan',
    factor: 'Halaman petugas terbuka hanya setelah masuk dengan langkah kedua. Pasang di halaman Keamanan, lalu masuk lagi dengan kode.',
    toSecurity: 'Buka Keamanan',
  },
  en: {
    nav: 'Staff console',
    today: 'Today',
    customers: 'Customers',
    payments: 'Payments',
    unmatched: 'Unmatched money',
    tasks: 'Tasks',
    breaker: 'Breaker',
    imports: 'Import',
    notStaffTitle: 'This page is for staff',
    notStaff: 'You are signed in as a customer. Your services and invoices are on your account page.',
    toAccount: 'Open your account',
    factorTitle: 'The second step is needed',
    factor: 'Staff pages open only after signing in with the second step. Set it up on the Security page, then sign in again with a code.',
    toSecurity: 'Open Security',
  },
})
