/** The words of refused backups and restores: what was asked, why not, and when or how it becomes possible. */
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import { formatDay, formatInstant } from '../../shared/calendar.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'
import type { BackupRefusal } from '../rules/backup.ts'
import type { RestoreRefusal } from '../rules/restore.ts'
import { formatSize } from '../rules/sizes.ts'

export type Asked = { readonly reason: 'account_not_found' } | RaceFailure

export type BackupFailure =
  | Asked
  | BackupRefusal
  | { readonly reason: 'no_storage'; readonly clause: 'S7' }
  | { readonly reason: 'panel_busy'; readonly under: 'backup' | 'restore'; readonly clause: 'S7' }

export type RestoreFailure =
  | Asked
  | RestoreRefusal
  | { readonly reason: 'panel_busy'; readonly under: 'backup' | 'restore'; readonly clause: 'S8' }
  | { readonly reason: 'restore_waits_for_payment'; readonly invoice: string; readonly clause: 'S8' }
  | { readonly reason: 'restore_not_found' }
  | { readonly reason: 'quote_lapsed'; readonly until: number; readonly timeZone: string; readonly zone: string; readonly clause: 'S8' }
  | { readonly reason: 'quote_taken_up'; readonly invoice: string | null; readonly clause: 'S8' }

const ASKED: ProblemWords<Asked> = {
  account_not_found: {
    status: 404,
    title: { id: 'Layanan tidak ditemukan', en: 'No such service' },
    detail: () => ({ id: 'Tidak ada layanan dengan nomor ini.', en: 'There is no service with this number.' }),
  },
  ...RACE_PROBLEMS,
}

const WHICH = { backup: { id: 'Backup', en: 'A backup' }, restore: { id: 'Restore', en: 'A restore' } } as const

const SHARED: Pick<ProblemWords<BackupFailure | RestoreFailure>, 'no_running_account' | 'suspended_as_overdue' | 'panel_busy'> = {
  no_running_account: {
    status: 409,
    title: { id: 'Layanan tidak berjalan', en: 'The service is not running' },
    detail: () => ({
      id: 'Backup dan restore tersedia selama layanan berjalan.',
      en: 'Backups and restores are available while the service runs.',
    }),
  },
  suspended_as_overdue: {
    status: 409,
    title: { id: 'Layanan ditangguhkan', en: 'The service is suspended' },
    detail: () => ({
      id: 'Selama ditangguhkan karena terlambat, tidak ada backup atau restore. Bayar tagihan yang terbuka; begitu layanan aktif kembali, Anda dapat memintanya.',
      en: 'There is no backup or restore while the service is suspended for lateness. Please pay the open invoice; once the service is active again, you can ask for it.',
    }),
  },
  panel_busy: {
    status: 409,
    title: { id: 'Masih ada yang berjalan', en: 'Something is still under way' },
    detail: ({ under }) => ({
      id: `${WHICH[under].id} layanan ini masih berjalan. Coba lagi setelah selesai; kami mengabari Anda.`,
      en: `${WHICH[under].en} of this service is still under way. Please try again when it is finished; we will tell you.`,
    }),
  },
}

const count = (n: number, language: 'id' | 'en') => new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB').format(n)

export const BACKUP_PROBLEMS: ProblemWords<BackupFailure> = {
  ...ASKED,
  ...SHARED,
  no_storage: {
    status: 409,
    title: { id: 'Tidak ada yang di-backup', en: 'There is nothing to back up' },
    detail: () => ({ id: 'Paket ini tidak memiliki ruang simpan.', en: 'This package has no storage.' }),
  },
  backup_quota_used: {
    status: 409,
    title: { id: 'Jatah backup minggu ini terpakai', en: 'This week’s backups are used' },
    detail: ({ used, perWeek, nextAllowedOn }) => ({
      id: `Backup paling banyak ${perWeek} kali seminggu, Senin sampai Minggu; minggu ini sudah ${used}. Anda dapat memintanya lagi mulai ${formatDay(nextAllowedOn, 'id')}.`,
      en: `A week, Monday to Sunday, allows ${perWeek} backup${perWeek === 1 ? '' : 's'}; this week has had ${used}. You can ask again from ${formatDay(nextAllowedOn, 'en')}.`,
    }),
  },
  usage_unknown: {
    status: 503,
    title: { id: 'Ukuran layanan tidak diketahui', en: 'The size of the service is not known' },
    detail: () => ({
      id: 'Server tidak memberi tahu kami ukuran layanan saat ini, maka batas backup tidak dapat diperiksa. Jatah Anda tidak berkurang. Coba lagi nanti.',
      en: 'The server does not tell us how large the service is at present, so the limits of backups cannot be checked. Nothing is counted. Please try again later.',
    }),
  },
  too_large: {
    status: 409,
    title: { id: 'Layanan terlalu besar untuk di-backup', en: 'The service is too large to back up' },
    detail: ({ is, most, nextAllowedOn }) => ({
      id: `Layanan memakai ${formatSize(is, 'id')}; paling besar ${formatSize(most, 'id')}. Jatah minggu ini masih ada: kecilkan isinya, lalu minta lagi mulai ${formatDay(nextAllowedOn, 'id')}.`,
      en: `The service uses ${formatSize(is, 'en')}; the limit is ${formatSize(most, 'en')}. This week’s backup is still yours: reduce it and ask again from ${formatDay(nextAllowedOn, 'en')}.`,
    }),
  },
  too_many_inodes: {
    status: 409,
    title: { id: 'Berkas terlalu banyak untuk di-backup', en: 'Too many files to back up' },
    detail: ({ is, most, nextAllowedOn }) => ({
      id: `Layanan berisi ${count(is, 'id')} inode; paling banyak ${count(most, 'id')}. Jatah minggu ini masih ada: kurangi berkasnya, lalu minta lagi mulai ${formatDay(nextAllowedOn, 'id')}.`,
      en: `The service holds ${count(is, 'en')} inodes; the limit is ${count(most, 'en')}. This week’s backup is still yours: reduce the files and ask again from ${formatDay(nextAllowedOn, 'en')}.`,
    }),
  },
}

export const RESTORE_PROBLEMS: ProblemWords<RestoreFailure> = {
  ...ASKED,
  ...SHARED,
  no_backup: {
    status: 409,
    title: { id: 'Belum ada backup', en: 'There is no backup' },
    detail: () => ({
      id: 'Minta backup dulu; restore berasal dari backup.',
      en: 'Please ask for a backup first; a restore comes from one.',
    }),
  },
  restore_waits_for_payment: {
    status: 409,
    title: { id: 'Restore menunggu pembayaran', en: 'A restore waits for its payment' },
    detail: () => ({
      id: 'Satu restore layanan ini sudah Anda ambil dan menunggu pembayaran. Restore berjalan begitu tagihannya dibayar.',
      en: 'You have taken up a restore of this service, and it waits for its payment. It runs as soon as its invoice is paid.',
    }),
  },
  restore_not_found: {
    status: 404,
    title: { id: 'Restore tidak ditemukan', en: 'No such restore' },
    detail: () => ({ id: 'Tidak ada restore dengan nomor ini.', en: 'There is no restore with this number.' }),
  },
  quote_lapsed: {
    status: 409,
    title: { id: 'Penawaran sudah tidak berlaku', en: 'The quote no longer stands' },
    detail: ({ until, timeZone, zone }) => ({
      id: `Penawaran berlaku sampai ${formatInstant(until, 'id', timeZone, zone)}, atau sampai backup-nya ditimpa. Minta restore lagi untuk harga yang baru.`,
      en: `The quote stood until ${formatInstant(until, 'en', timeZone, zone)}, or until its backup was overwritten. Please ask for the restore again for a new price.`,
    }),
  },
  quote_taken_up: {
    status: 409,
    title: { id: 'Penawaran sudah diambil', en: 'The quote was taken up before' },
    detail: () => ({ id: 'Restore ini sudah Anda ambil.', en: 'You have taken up this restore already.' }),
  },
}
