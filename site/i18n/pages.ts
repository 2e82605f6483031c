/** Words of the pages around the documents. */
import type { Words } from './words.ts'

export const COMPARE_WORDS = {
  title: { id: 'Perubahan', en: 'Changes' },
  description: {
    id: 'Apa yang ditambahkan, dihapus, dipindahkan, dan diubah di antara dua versi, klausul demi klausul.',
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
  versionHint: {
    id: 'Versi yang Anda setujui; sudah terpilih yang berlaku sekarang.',
    en: 'The version you accepted; the one in force now is chosen.',
  },
  show: { id: 'Tampilkan tanggalnya', en: 'Show the dates' },
} as const satisfies Words

export const HISTORY_WORDS = {
  title: { id: 'Riwayat', en: 'History' },
  description: {
    id: 'Setiap versi tetap di alamatnya dan tidak pernah diubah. Masa pemberitahuan adalah waktu antara terbit dan berlaku.',
    en: 'Every version stays at its address and is never changed. The notice period is the time between publication and effect.',
  },
  picture: {
    id: 'Garis waktu versi; tabel di bawahnya memuat tanggal yang sama.',
    en: 'Time line of versions; the table below has the same dates.',
  },
  notice: { id: 'Sudah terbit, belum berlaku', en: 'Published, not yet in force' },
  early: { id: 'Berlaku untuk pelanggan baru', en: 'In force for new customers' },
  all: { id: 'Berlaku untuk semua', en: 'In force for all' },
  version: { id: 'Versi', en: 'Version' },
  published: { id: 'Terbit', en: 'Published' },
  forNew: { id: 'Pelanggan baru', en: 'New customers' },
  forExisting: { id: 'Pelanggan lama', en: 'Existing customers' },
  noticeDays: { id: 'Pemberitahuan', en: 'Notice' },
  days: { id: 'hari', en: 'days' },
  changes: { id: 'Perubahan', en: 'Changes' },
  material: { id: 'Material, perlu persetujuan', en: 'Material, needs acceptance' },
  materialNotice: { id: 'Material, diberitahukan', en: 'Material, announced' },
  immaterial: { id: 'Tidak material', en: 'Not material' },
  first: { id: 'Versi pertama', en: 'First version' },
  feed: { id: 'Umpan Atom dokumen ini', en: 'Atom feed of this document' },
} as const satisfies Words

export const HOME_WORDS = {
  title: { id: 'Yang kami janjikan, dan kapan berlakunya', en: 'What we promise, and when it holds' },
  lead: {
    id: 'Angka yang Anda baca di sini adalah angka yang dijalankan sistem kami. Setiap penangguhan, penolakan, dan klaim menyebut klausul yang mendasarinya.',
    en: 'The numbers you read here are the numbers our system runs on. Every suspension, refusal and claim names the clause behind it.',
  },
  description: {
    id: 'Kebijakan privasi, perjanjian tingkat layanan, ketentuan, dan pemberitahuan cookie: versi yang berlaku, yang berubah, dan cara menghubungi orang.',
    en: 'Privacy policy, service levels, terms and cookie notice: the versions in force, what changed, and how to reach a person.',
  },
  worries: { id: 'Yang sering ditanyakan', en: 'What people ask' },
  documents: { id: 'Empat dokumen', en: 'Four documents' },
  history: { id: 'Riwayat', en: 'History' },
  news: { id: 'Yang terakhir berubah', en: 'What changed last' },
  allNews: { id: 'Semua pengumuman', en: 'All announcements' },
  person: { id: 'Bicara dengan orang', en: 'Reach a person' },
  personText: {
    id: 'Tulis atau telepon kami. Keluhan dan pertanyaan tentang data dijawab orang, bukan mesin.',
    en: 'Write or call. Complaints and questions about data are answered by people, not machines.',
  },
  contact: { id: 'Kontak dan cara mengadu', en: 'Contact and how to complain' },
} as const satisfies Words

export const NEWS_WORDS = {
  title: { id: 'Pengumuman', en: 'News' },
  description: {
    id: 'Perubahan dokumen, perawatan, dan hal lain yang perlu Anda ketahui, dengan tanggalnya.',
    en: 'Changes of documents, maintenance and whatever else you need to know, with dates.',
  },
  none: {
    id: 'Belum ada pengumuman. Bila sebuah dokumen berubah, kabarnya ada di sini.',
    en: 'Nothing announced yet. When a document changes, it is told here.',
  },
  all: { id: 'Semua pengumuman', en: 'All announcements' },
  feed: { id: 'Umpan Atom', en: 'Atom feed' },
} as const satisfies Words

export const GLOSSARY_WORDS = {
  title: { id: 'Glosarium', en: 'Glossary' },
  description: {
    id: 'Arti kata-kata yang kami pakai dalam dokumen. Kata bergaris titik di dokumen membuka penjelasannya di sini.',
    en: 'What the words in our documents mean. A word with a dotted underline opens its explanation here.',
  },
} as const satisfies Words

export const CONTACT_WORDS = {
  title: { id: 'Kontak dan cara mengadu', en: 'Contact and how to complain' },
  description: {
    id: 'Ke mana menulis, siapa yang bertanggung jawab atas data Anda, dan apa yang terjadi setelah itu.',
    en: 'Where to write, who answers for your data, and what happens then.',
  },
  support: { id: 'Bantuan dan layanan', en: 'Help and service' },
  billing: { id: 'Tagihan dan pembayaran', en: 'Billing and payment' },
  security: { id: 'Celah keamanan', en: 'Security holes' },
  phone: { id: 'Telepon', en: 'Telephone' },
  address: { id: 'Alamat', en: 'Address' },
  dpo: { id: 'Pelindungan data pribadi', en: 'Personal data' },
  dpoText: {
    id: 'Pejabat pelindungan data pribadi kami menjawab pertanyaan dan permintaan tentang data Anda: melihat, memperbaiki, membatasi, menarik persetujuan, menghapus.',
    en: 'Our data protection officer answers questions and requests about your data: to see, correct, restrict, withdraw consent, erase.',
  },
  complain: { id: 'Bila Anda tidak puas', en: 'If you are not satisfied' },
  steps1: {
    id: 'Tulis kepada kami apa yang terjadi, kapan, dan apa yang Anda minta. Sebut domain atau nomor tagihan Anda.',
    en: 'Write to us what happened, when, and what you ask for. Name your domain or invoice number.',
  },
  steps2: {
    id: 'Jawaban kami menyebut klausul yang mendasarinya. Bila kami menolak, jawaban itu menyebut alasannya.',
    en: 'Our answer names the clause behind it. If we refuse, it says why.',
  },
  steps3: {
    id: 'Untuk keluhan tentang data pribadi, tulis kepada pejabat pelindungan data.',
    en: 'For a complaint about personal data, write to the data protection officer.',
  },
  steps4: {
    id: 'Anda tetap berhak mengadu kepada lembaga yang berwenang atau ke pengadilan.',
    en: 'You may still turn to the competent authority or to a court.',
  },
  rights: { id: 'Dasar hukum hak Anda', en: 'The law behind your rights' },
} as const satisfies Words

export const LAW_WORDS = {
  title: { id: 'Dasar hukum', en: 'Legal basis' },
  description: {
    id: 'Undang-undang yang kami ikuti di samping dokumen kami. Bila undang-undang dan dokumen berbeda, yang lebih ketat bagi kami yang berlaku.',
    en: 'The laws we follow beside our documents. Where law and document differ, the one stricter on us holds.',
  },
  article: { id: 'Pasal', en: 'Article' },
  duty: { id: 'Isinya', en: 'What it orders' },
  limit: { id: 'Batas waktu', en: 'Time limit' },
  hours: { id: 'jam', en: 'hours' },
  seen: { id: 'Naskah pasal dibaca', en: 'Article read' },
  secondHand: { id: 'Menurut kutipan', en: 'As cited by others' },
  source: { id: 'Sumber', en: 'Source' },
  advice: { id: 'Daftar ini bukan nasihat hukum.', en: 'This list is not legal advice.' },
} as const satisfies Words

export const LOST_WORDS = {
  title: { id: 'Halaman ini tidak ada', en: 'There is no such page' },
  text: {
    id: 'Alamatnya mungkin salah ketik, atau versi yang disebut tidak pernah terbit. Dokumen kami tidak pernah dipindahkan atau dihapus.',
    en: 'The address may be mistyped, or the version it names was never published. Our documents are never moved or deleted.',
  },
  go: { id: 'Yang mungkin Anda cari', en: 'What you may be looking for' },
  home: { id: 'Halaman depan', en: 'Front page' },
  broken: { id: 'Ada yang rusak di pihak kami', en: 'Something broke on our side' },
  brokenText: {
    id: 'Halaman ini tidak dapat ditampilkan sekarang. Tidak ada yang berubah pada layanan atau data Anda karenanya. Coba lagi sebentar lagi, atau tulis kepada kami.',
    en: 'This page cannot be shown now. Nothing about your service or data changed by it. Try again in a moment, or write to us.',
  },
} as const satisfies Words
