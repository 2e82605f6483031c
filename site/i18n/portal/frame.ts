/** Words of what stands around every page of the portal. */
import { words } from './words.ts'

export const frame = words({
  id: {
    nav: 'Akun Anda',
    overview: 'Ringkasan',
    invoices: 'Tagihan',
    agreements: 'Persetujuan',
    inbox: 'Pesan',
    members: 'Anggota',
    security: 'Keamanan',
    loading: 'Memuat isi halaman ini…',
    noScriptTitle: 'Halaman ini memerlukan JavaScript dan satu cookie',
    noScript:
      'Bagian akun bekerja dengan skrip dari situs ini sendiri dan satu cookie yang menandai bahwa Anda sudah masuk. Tanpa keduanya, bagian ini tidak dapat dipakai. Semua halaman kebijakan tetap dapat dibaca tanpa skrip dan tanpa cookie.',
    noScriptContact: 'Kami juga dapat membantu lewat email:',
    cookies: 'Cookie apa yang kami pasang',
  },
  en: {
    nav: 'Your account',
    overview: 'Overview',
    invoices: 'Invoices',
    agreements: 'Agreements',
    inbox: 'Messages',
    members: 'People',
    security: 'Security',
    loading: 'Loading this page…',
    noScriptTitle: 'This page needs JavaScript and one cookie',
    noScript:
      'The account pages work with a script from this site itself and one cookie that marks you as signed in. Without both they cannot be used. All policy pages can still be read without script and without cookies.',
    noScriptContact: 'We can also help you by e-mail:',
    cookies: 'Which cookies we set',
  },
})
