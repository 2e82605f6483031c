/** What each problem of an import says to the person who has the file before them. The value itself is never repeated. */
import type { Localized } from '../../../content/schema.ts'
import { formatDay } from '../../shared/calendar.ts'
import type { Problem } from './import-rows.ts'

type ReasonOf = Problem['reason']
type Words = { readonly [R in ReasonOf]: (problem: Extract<Problem, { readonly reason: R }>) => Localized }

const say = (id: string, en: string) => (): Localized => ({ id, en })

const WORDS: Words = {
  column_missing: say('Kolom ini harus ada.', 'This column must be there.'),
  column_unknown: say('Kolom ini tidak dikenal.', 'This column is not known.'),
  column_twice: say('Kolom ini ada dua kali.', 'This column stands twice.'),
  no_lines: say('Berkas ini hanya memuat judul.', 'This file has a header and no lines.'),
  quote_not_closed: say('Tanda kutip tidak ditutup.', 'A quotation mark is not closed.'),
  wrong_number_of_cells: ({ expected, found }) => ({
    id: `Baris ini memuat ${found} sel; judulnya ${expected}.`,
    en: `This line has ${found} cells; the header has ${expected}.`,
  }),
  empty: say('Harus diisi.', 'Must be filled in.'),
  control_character: say('Memuat tanda yang tidak terlihat.', 'Holds a character that cannot be seen.'),
  too_long: ({ most }) => ({ id: `Paling banyak ${most} karakter.`, en: `At most ${most} characters.` }),
  not_a_day: say('Bukan tanggal. Tulis TTTT-BB-HH.', 'Not a day. Write YYYY-MM-DD.'),
  not_an_email: say('Bukan alamat email.', 'Not an e-mail address.'),
  not_a_phone: say('Bukan nomor telepon. Tulis dengan kode negara.', 'Not a telephone number. Write it with its country code.'),
  not_a_country: say('Bukan kode negara dua huruf.', 'Not a two-letter country code.'),
  not_a_username: say(
    'Bukan nama pengguna panel: huruf kecil dan angka, diawali huruf, paling banyak 16.',
    'Not a username of the panel: small letters and digits, a letter first, at most 16.',
  ),
  not_one_of: ({ options }) => ({ id: `Pilih salah satu: ${options.join(', ')}.`, en: `One of: ${options.join(', ')}.` }),
  under_age: ({ minimumAge }) => ({
    id: `Orang ini belum ${minimumAge} tahun, maka datanya tidak diambil.`,
    en: `This person is under ${minimumAge}, so their data is not taken in.`,
  }),
  not_for_kind: ({ kind }) => ({ id: `Tidak berlaku untuk “${kind}”. Kosongkan.`, en: `Not for “${kind}”. Leave it empty.` }),
  repeated: ({ firstLine }) => ({ id: `Sudah ada di baris ${firstLine}.`, en: `Stands in line ${firstLine} already.` }),
  unknown_customer: say('Tidak ada pelanggan dengan “ref” ini di berkas pelanggan.', 'The customers file has no such “ref”.'),
  domain_here_already: say('Sudah ada akun yang berjalan dengan domain ini di sini.', 'An account with this domain runs here already.'),
  email_here_already: say('Sudah ada pengguna dengan alamat ini di sini.', 'A user with this address is here already.'),
  username_here_already: say('Sudah ada akun dengan nama pengguna ini di sini.', 'An account with this username is here already.'),
  domain: say('Bukan nama domain yang dapat dipakai.', 'Not a domain name that can be used.'),
  unknown_package: say('Katalog tidak memuat paket ini.', 'The catalogue has no such package.'),
  term_not_offered: ({ offered }) => ({
    id: `Paket ini tidak memiliki harga untuk masa itu. Tersedia: ${offered.join(', ')}.`,
    en: `This package has no price for that term. Offered: ${offered.join(', ')}.`,
  }),
  due_too_long_ago: ({ nextDueOn }) => ({
    id: `Masa berikutnya (${formatDay(nextDueOn, 'id')}) pun sudah lewat. Putuskan dahulu apa yang masih terutang.`,
    en: `The term after it (${formatDay(nextDueOn, 'en')}) has passed as well. Decide first what is still owed.`,
  }),
  due_too_far_ahead: ({ latest }) => ({
    id: `Terlalu jauh. Paling lambat ${formatDay(latest, 'id')}.`,
    en: `Too far ahead. At the latest ${formatDay(latest, 'en')}.`,
  }),
  not_the_anniversary: ({ dayOfDueDate }) => ({
    id: `Tidak cocok dengan jatuh tempo, yang jatuh pada tanggal ${dayOfDueDate}.`,
    en: `Does not fit the due date, which falls on day ${dayOfDueDate}.`,
  }),
}

export function problemText(problem: Problem): Localized {
  const words = WORDS[problem.reason] as (problem: Problem) => Localized
  return words(problem)
}
