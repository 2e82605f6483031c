/** What each term is called in a table of changes, and the unit its number is counted in. Lists add the name of the entry. */
import type { Language, Localized } from '../../../content/schema.ts'

const LABELS: { readonly [path: string]: Localized } = {
  'change.noticeDays': { id: 'Pemberitahuan sebelum perubahan material', en: 'Notice before a material change' },
  minimumAge: { id: 'Usia minimum', en: 'Minimum age' },
  'contact.email': { id: 'Alamat untuk pertanyaan tentang data', en: 'Address for questions about data' },
  dataCategories: { id: 'Data yang dikumpulkan', en: 'Data collected' },
  purposes: { id: 'Penggunaan data', en: 'Use of data' },
  disclosures: { id: 'Pembagian data', en: 'Sharing of data' },
  retention: { id: 'Masa simpan', en: 'Retention' },
  recipients: { id: 'Penerima data', en: 'Recipient of data' },
  'rights.accessHours': { id: 'Batas waktu memberi akses ke data', en: 'Time limit for access to data' },
  'rights.rectifyHours': { id: 'Batas waktu memperbaiki data', en: 'Time limit for correcting data' },
  'rights.restrictHours': { id: 'Batas waktu membatasi pemrosesan', en: 'Time limit for restricting processing' },
  'rights.withdrawHours': { id: 'Batas waktu setelah persetujuan ditarik', en: 'Time limit after consent is withdrawn' },
  'rights.eraseHours': { id: 'Batas waktu menghapus data', en: 'Time limit for erasing data' },
  'breach.noticeHours': { id: 'Batas waktu memberitahukan kebocoran data', en: 'Time limit for notice of a data breach' },
  'uptime.network': { id: 'Uptime jaringan per bulan', en: 'Network uptime a month' },
  'uptime.server': { id: 'Uptime server per bulan', en: 'Server uptime a month' },
  'uptime.claimAbovePercent': { id: 'Downtime yang memberi hak klaim, lebih dari', en: 'Downtime that allows a claim, more than' },
  'maintenance.routineDays': { id: 'Hari perawatan rutin', en: 'Days of routine maintenance' },
  restoreWithinHours: { id: 'Batas waktu pemulihan gangguan', en: 'Time limit for ending a disruption' },
  'backup.perWeek': { id: 'Backup atas permintaan', en: 'Backups on request' },
  'backup.maxGigabytes': { id: 'Ukuran backup paling besar', en: 'Largest backup' },
  'backup.maxInodes': { id: 'Inode backup paling banyak', en: 'Most inodes in a backup' },
  'restore.freePerMonth': { id: 'Restore gratis', en: 'Free restores' },
  'restore.pricePerGigabyteRupiah': { id: 'Harga restore berikutnya, per GB', en: 'Price of a further restore, per GB' },
  'claims.compensateWithinDays': { id: 'Batas waktu kompensasi gangguan menyeluruh', en: 'Time limit for compensating a total outage' },
  'claims.evidence': { id: 'Bukti klaim', en: 'Evidence for a claim' },
  'claims.excludedCauses': { id: 'Sebab yang dikecualikan dari klaim', en: 'Cause excluded from claims' },
  'claims.forceMajeure': { id: 'Keadaan memaksa', en: 'Force majeure' },
  'claims.excludedServices': { id: 'Layanan yang tidak dapat diklaim', en: 'Service that cannot be claimed for' },
  'claims.fileWithinMonths': { id: 'Batas waktu mengajukan klaim', en: 'Time limit for filing a claim' },
  'claims.indemnitiesPerMonth': { id: 'Ganti rugi per akun', en: 'Indemnities per account' },
  'indemnity.months': { id: 'Besar ganti rugi dalam biaya hosting', en: 'Indemnity in hosting fees' },
  'indemnity.forms': { id: 'Bentuk ganti rugi', en: 'Forms of indemnity' },
  'order.cancelAfterDays': { id: 'Pesanan tanpa pembayaran dibatalkan setelah', en: 'Unpaid orders are cancelled after' },
  'invoice.leadDaysMonthly': { id: 'Tagihan bulanan dikirim sebelum jatuh tempo', en: 'Monthly invoices are sent before the due date' },
  'invoice.leadMonthsOther': { id: 'Tagihan lain dikirim sebelum jatuh tempo', en: 'Other invoices are sent before the due date' },
  'late.suspendAfterDays': { id: 'Terlambat: akun ditangguhkan setelah', en: 'Late: the account is suspended after' },
  'late.terminateAfterDays': { id: 'Terlambat: akun diterminasi setelah', en: 'Late: the account is terminated after' },
  'late.overdueNoticeHours': { id: 'Pemberitahuan sebelum penangguhan', en: 'Notice before suspension' },
  'late.terminationWarningHours': { id: 'Peringatan sebelum terminasi', en: 'Warning before termination' },
  cookies: { id: 'Cookie', en: 'Cookie' },
}

/** What a field of a list's entry is called, after the entry's name. */
const FIELDS: { readonly [field: string]: Localized } = {
  name: { id: 'nama', en: 'name' },
  personal: { id: 'bersifat pribadi', en: 'personal' },
  contact: { id: 'cara menghubungi', en: 'a way to reach you' },
  basis: { id: 'dasar', en: 'basis' },
  categories: { id: 'data', en: 'data' },
  authority: { id: 'hanya lembaga berwenang', en: 'lawful authorities only' },
  keep: { id: 'disimpan selama', en: 'kept for' },
  from: { id: 'sejak', en: 'from' },
  reason: { id: 'alasan', en: 'reason' },
  law: { id: 'dasar hukum', en: 'law' },
  role: { id: 'untuk', en: 'for' },
  country: { id: 'tempat pemrosesan', en: 'place of processing' },
  purpose: { id: 'kegunaan', en: 'purpose' },
  necessary: { id: 'perlu', en: 'necessary' },
  days: { id: 'berlaku', en: 'lasts' },
}

const UNITS: readonly (readonly [ending: RegExp, unit: Localized])[] = [
  [/PerWeek$|perWeek$/, { id: 'kali per minggu', en: 'a week' }],
  [/PerMonth$|perMonth$/, { id: 'kali per bulan', en: 'a month' }],
  [/Days(Monthly)?$|\.days$/, { id: 'hari', en: 'days' }],
  [/Hours$/, { id: 'jam', en: 'hours' }],
  [/Months(Other)?$|\.months$/, { id: 'bulan', en: 'months' }],
  [/Gigabytes$/, { id: 'GB', en: 'GB' }],
  [/^minimumAge$/, { id: 'tahun', en: 'years' }],
]

export function termLabel(path: string, language: Language): string {
  return LABELS[path]?.[language] ?? path
}

export function fieldLabel(field: string, language: Language): string {
  return FIELDS[field]?.[language] ?? field
}

/** “hari” / “days”; empty where the value says its unit itself (per cent, rupiah) or has none. */
export function termUnit(path: string, language: Language): string {
  return UNITS.find(([ending]) => ending.test(path))?.[1][language] ?? ''
}
