import { describe, expect, test } from 'vitest'
import { numbersIn } from '../../site/build/checks/numbers.ts'

describe('numbers in prose', () => {
  test.each([
    ['id', 'dalam 3 × 24 jam', ['3', '24']],
    ['id', 'paling banyak 250.000 inode, Rp 100.000', ['250.000', '100.000']],
    [
      'id',
      'Sebulan sekali, seminggu, sehari, setahun, sejam, semenit',
      ['Sebulan', 'sekali', 'seminggu', 'sehari', 'setahun', 'sejam', 'semenit'],
    ],
    ['id', 'dua puluh lima ribu', ['dua', 'puluh', 'lima', 'ribu']],
    [
      'id',
      'seratus, seribu, sejuta, setengah, sepertiga, seperempat',
      ['seratus', 'seribu', 'sejuta', 'setengah', 'sepertiga', 'seperempat'],
    ],
    ['id', 'versi pertama, kedua, dan ketiga', ['pertama', 'kedua', 'ketiga']],
    ['id', 'pihak ketiga', ['ketiga']],
    ['id', 'tiga belas juta', ['tiga', 'belas', 'juta']],
    ['id', '½ bulan, m²', ['½', '²']],
    ['id', 'setiap triwulan', ['triwulan']],
    ['id', 'dua-duanya', ['dua-duanya']],
    ['en', 'within seventy-two hours', ['seventy-two']],
    ['en', 'once a month, twice a year, half of it', ['once', 'twice', 'half']],
    ['en', 'the one month that follows', ['one']],
    ['en', 'one full month', ['one']],
    ['en', 'on the second day', ['second']],
  ] as const)('%s: “%s” holds %j', (language, prose, numbers) => {
    expect(numbersIn(prose, language)).toEqual(numbers)
  })

  test.each([
    ['id', 'Salah satu cara, satu sama lain, sama sekali tidak, kebutuhan sehari-hari, satu-satunya'],
    ['id', 'Kesatuan, persatuan, sebuah akun, seorang petugas, sebagian, setiap bulan, sebelum, setelah, sejak'],
    ['id', 'Kedudukan, keempatan, limau, sembilanan'],
    ['en', 'Each backup deletes the one before; no one else, a new one, one another'],
    ['en', 'Once it is paid, the account comes back at once; seconds count, rounded per second'],
    ['en', 'Someone, none, tense, weight, often, honest'],
  ] as const)('%s: “%s” holds none', (language, prose) => {
    expect(numbersIn(prose, language)).toEqual([])
  })
})
