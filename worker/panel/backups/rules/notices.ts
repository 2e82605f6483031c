/** What customers are told of backups, restores and capacity (S7, S8, S9): what happened first, then what to do. */
import type { Language, Localized } from '../../../../content/schema.ts'
import { formatRupiah } from '../../../shared/money.ts'
import { formatSize } from '../../rules/sizes.ts'
import type { UsageWarning } from '../../rules/usage.ts'
import type { Cause } from './causes.ts'

export interface Told {
  readonly title: Localized
  readonly text: Localized
}

const both = (tell: (language: Language) => { readonly title: string; readonly text: string }): Told => {
  const [id, en] = [tell('id'), tell('en')]
  return { title: { id: id.title, en: en.title }, text: { id: id.text, en: en.text } }
}

const WHY: { readonly [C in Cause]: Localized } = {
  panel: { id: 'Server tidak dapat menyelesaikannya.', en: 'The server could not complete it.' },
  account_off: { id: 'Layanan sedang ditangguhkan.', en: 'The service was suspended.' },
  overwritten: { id: 'Backup-nya sudah ditimpa yang lebih baru.', en: 'Its backup was overwritten by a newer one.' },
  account_ended: { id: 'Layanan sudah berakhir.', en: 'The service has ended.' },
  unpaid: { id: 'Tagihannya tidak dibayar sampai jatuh tempo.', en: 'Its invoice was not paid by its due date.' },
  quote_expired: { id: 'Penawaran harga tidak diambil.', en: 'The quote was not taken up.' },
}

const size = (bytes: number | null, language: Language) => (bytes === null ? '' : ` (${formatSize(bytes, language)})`)

export const backupStored = (domain: string, bytes: number | null): Told =>
  both((language) =>
    language === 'id'
      ? { title: `Backup ${domain} tersimpan`, text: `Backup selesai${size(bytes, language)} dan menimpa yang sebelumnya.` }
      : { title: `Backup of ${domain} stored`, text: `The backup is complete${size(bytes, language)} and replaces the one before it.` },
  )

/** @param lost the backup before it was being overwritten already. */
export const backupFailed = (domain: string, why: Cause, lost: boolean): Told => ({
  title: { id: `Backup ${domain} gagal`, en: `The backup of ${domain} failed` },
  text: {
    id: `${WHY[why].id} ${lost ? 'Backup sebelumnya sudah tertimpa. ' : 'Backup sebelumnya tetap tersimpan. '}Permintaan ini tidak mengurangi jatah Anda minggu ini: Anda dapat memintanya lagi.`,
    en: `${WHY[why].en} ${lost ? 'The backup before it is overwritten. ' : 'The backup before it, if any, is kept. '}This request does not count against your week: you can ask again.`,
  },
})

export const backupUnclear = (domain: string): Told => ({
  title: { id: `Hasil backup ${domain} belum jelas`, en: `How the backup of ${domain} ended is unclear` },
  text: {
    id: 'Server tidak memberi tahu kami apakah backup selesai. Petugas kami memeriksanya. Permintaan ini tidak mengurangi jatah Anda minggu ini.',
    en: 'The server does not tell us whether the backup was completed. Our staff look into it. This request does not count against your week.',
  },
})

export const restoreDone = (domain: string): Told => ({
  title: { id: `Restore ${domain} selesai`, en: `Restore of ${domain} complete` },
  text: {
    id: 'Isi layanan kembali seperti pada backup. Periksalah situs dan surel Anda.',
    en: 'The service is back to what the backup held. Please check your site and mail.',
  },
})

const MONEY = {
  id: (price: number) => (price > 0 ? ` Uang ${formatRupiah(price, 'id')} yang Anda bayar sedang ditangani petugas kami.` : ''),
  en: (price: number) => (price > 0 ? ` Our staff are dealing with the ${formatRupiah(price, 'en')} that you paid.` : ''),
}

/** @param paid what was paid for it. */
export const restoreFailed = (domain: string, why: Cause, paid: number): Told => ({
  title: { id: `Restore ${domain} gagal`, en: `The restore of ${domain} failed` },
  text: {
    id: `${WHY[why].id} Restore ini tidak mengurangi jatah gratis Anda.${MONEY.id(paid)}`,
    en: `${WHY[why].en} This restore does not count against your free ones.${MONEY.en(paid)}`,
  },
})

export const restoreUnclear = (domain: string): Told => ({
  title: { id: `Hasil restore ${domain} belum jelas`, en: `How the restore of ${domain} ended is unclear` },
  text: {
    id: 'Server tidak memberi tahu kami apakah restore selesai. Kami tidak mengulanginya, karena itu dapat menimpa pekerjaan Anda. Petugas kami memeriksanya.',
    en: 'The server does not tell us whether the restore was completed. We do not repeat it, since that could overwrite your work. Our staff look into it.',
  },
})

const CREDITED = {
  id: (price: number) => (price > 0 ? ` Uang ${formatRupiah(price, 'id')} yang Anda bayar menjadi kredit Anda.` : ''),
  en: (price: number) => (price > 0 ? ` The ${formatRupiah(price, 'en')} that you paid becomes your credit.` : ''),
}

/** @param paid what was paid for it and did not go back. */
export const restoreLapsed = (domain: string, why: Cause, paid: number): Told => ({
  title: { id: `Restore ${domain} gugur`, en: `The restore of ${domain} has lapsed` },
  text: {
    id: `${WHY[why].id} Tagihannya tidak perlu dibayar lagi.${CREDITED.id(paid)}`,
    en: `${WHY[why].en} Its invoice need not be paid any more.${CREDITED.en(paid)}`,
  },
})

const RESOURCE = { disk: { id: 'Ruang simpan', en: 'Storage' }, inodes: { id: 'Jumlah inode', en: 'The number of inodes' } } as const

export function usageWarning(domain: string, { resource, highest, percent }: UsageWarning): Told {
  const name = RESOURCE[resource]
  if (highest === 100) {
    return {
      title: { id: `${name.id} ${domain} penuh`, en: `${name.en} of ${domain} is used up` },
      text: {
        id: `${percent}% kapasitas paket terpakai. Server mungkin berhenti menerima, memproses, dan mengirim data. Hapus yang tidak perlu, atau pilih paket yang lebih besar.`,
        en: `${percent}% of the package’s capacity is in use. The server may stop accepting, processing and sending data. Please delete what you do not need, or choose a larger package.`,
      },
    }
  }
  return {
    title: { id: `${name.id} ${domain} mencapai ${highest}%`, en: `${name.en} of ${domain} has reached ${highest}%` },
    text: {
      id: `${percent}% kapasitas paket terpakai. Bila penuh, server mungkin berhenti menerima, memproses, dan mengirim data.`,
      en: `${percent}% of the package’s capacity is in use. When it is full, the server may stop accepting, processing and sending data.`,
    },
  }
}
