import type { Localized } from '../../../content/schema.ts'

/**
 * Long because it is one list, read side by side in both languages.
 *
 * What each point of an account's time line says, and the clause that orders it. Facts only; the date stands beside it.
 */
export const SENTENCES = {
  ordered: {
    clause: 'S2',
    text: { id: 'Layanan dipesan. Pesanan menunggu pembayaran.', en: 'The service is ordered. The order waits for its payment.' },
  },
  order_cancelled: {
    clause: 'S13',
    text: {
      id: 'Pesanan yang belum dibayar dibatalkan dan tagihannya batal.',
      en: 'The unpaid order is cancelled and its invoice is void.',
    },
  },
  order_paid: {
    clause: 'S13',
    text: {
      id: 'Pembayaran diterima. Layanan aktif dan masa pertamanya mulai hari itu.',
      en: 'The payment is received. The service is active and its first term begins on this day.',
    },
  },
  order_undone: {
    clause: 'S13',
    text: {
      id: 'Pembayaran ternyata dilakukan sebelum pesanan dibatalkan. Layanan aktif.',
      en: 'The payment turned out to be made before the order was cancelled. The service is active.',
    },
  },
  paid_after_cancellation: {
    clause: 'S16',
    text: {
      id: 'Pembayaran setelah pesanan dibatalkan dicatat pada tagihan yang sudah batal. Layanan tidak aktif.',
      en: 'A payment after the order was cancelled is recorded on the void invoice. The service is not activated.',
    },
  },
  invoice_issued: {
    clause: 'S13',
    text: {
      id: 'Tagihan untuk masa berikutnya terbit dan dikirim kepada Anda.',
      en: 'The invoice for the next term is issued and sent to you.',
    },
  },
  due: {
    clause: 'S13',
    text: {
      id: 'Jatuh tempo. Pembayaran tepat waktu sampai akhir hari itu.',
      en: 'Due date. Payment is on time until the end of this day.',
    },
  },
  overdue: {
    clause: 'S14',
    text: {
      id: 'Pembayaran terlambat. Anda menerima pemberitahuan; layanan belum ditangguhkan.',
      en: 'Payment is late. You receive a notice; the service is not suspended yet.',
    },
  },
  overdue_notice: {
    clause: 'S14',
    text: { id: 'Pemberitahuan keterlambatan dikirim.', en: 'The notice of lateness is sent.' },
  },
  suspended: {
    clause: 'S14',
    text: {
      id: 'Layanan ditangguhkan. Anda menerima peringatan penghapusan. Pembayaran langsung mengakhiri penangguhan ini.',
      en: 'The service is suspended. You receive a warning of deletion. A payment ends this suspension at once.',
    },
  },
  termination_warning: {
    clause: 'S14',
    text: { id: 'Peringatan penghapusan dikirim.', en: 'The warning of deletion is sent.' },
  },
  terminated: {
    clause: 'S14',
    text: {
      id: 'Layanan dihentikan dan datanya dihapus untuk selamanya.',
      en: 'The service is terminated and its data is deleted for good.',
    },
  },
  reminded: {
    clause: 'S13',
    text: { id: 'Pengingat jatuh tempo dikirim.', en: 'The reminder of the due date is sent.' },
  },
  cancellation_asked: {
    clause: 'S13',
    text: {
      id: 'Pengakhiran diminta. Tanpa konfirmasi Anda tidak ada yang berubah.',
      en: 'The cancellation is asked for. Without your confirmation nothing changes.',
    },
  },
  cancellation_confirmed: {
    clause: 'S13',
    text: {
      id: 'Pengakhiran dikonfirmasi. Layanan berjalan sampai akhir masa yang sudah dibayar.',
      en: 'The cancellation is confirmed. The service runs until the end of the term already paid for.',
    },
  },
  cancellation_withdrawn: {
    clause: 'S13',
    text: { id: 'Pengakhiran ditarik. Layanan berlanjut.', en: 'The cancellation is withdrawn. The service goes on.' },
  },
  leaving_set: {
    clause: 'S13',
    text: {
      id: 'Versi baru ditolak. Layanan berakhir pada akhir masa yang sudah dibayar.',
      en: 'The new version is declined. The service ends with the term already paid for.',
    },
  },
  leaving_taken_back: {
    clause: 'S13',
    text: { id: 'Penolakan ditarik. Layanan berlanjut.', en: 'The decline is taken back. The service goes on.' },
  },
  term_ended: {
    clause: 'S13',
    text: {
      id: 'Layanan berakhir dan dimatikan, sesuai konfirmasi Anda.',
      en: 'The service ends and is switched off, as you confirmed.',
    },
  },
  change_wished: {
    clause: 'S17',
    text: {
      id: 'Paket atau masa lain dipilih, mulai perpanjangan berikutnya.',
      en: 'Another package or term is chosen, from the next renewal on.',
    },
  },
  change_taken_back: {
    clause: 'S17',
    text: { id: 'Pilihan paket atau masa lain ditarik.', en: 'The choice of another package or term is taken back.' },
  },
  change_begun: {
    clause: 'S17',
    text: { id: 'Paket atau masa yang Anda pilih mulai berlaku.', en: 'The package or term you chose begins.' },
  },
  upgraded: {
    clause: 'S17',
    text: { id: 'Paket yang lebih besar aktif.', en: 'The larger package is active.' },
  },
  purge_begun: {
    clause: 'S11',
    text: {
      id: 'Data layanan, backup, dan zona DNS mulai dihapus. Mulai saat ini tidak ada yang dapat dikembalikan.',
      en: 'The deletion of the service’s data, backups and DNS zone begins. From here on nothing can be brought back.',
    },
  },
  purged: {
    clause: 'S11',
    text: {
      id: 'Penghapusan data layanan, backup, dan zona DNS selesai dicatat, dengan bukti setiap bagian.',
      en: 'The deletion of the service’s data, backups and DNS zone is recorded in full, with the proof of each part.',
    },
  },
  paid: {
    clause: 'S13',
    text: { id: 'Tagihan lunas. Layanan tetap berjalan.', en: 'The invoice is paid. The service keeps running.' },
  },
  restore_paid: {
    clause: 'S13',
    text: { id: 'Tagihan restore lunas. Jatuh tempo layanan tetap.', en: 'The restore’s invoice is paid. The service’s due date stays.' },
  },
  upgrade_paid: {
    clause: 'S13',
    text: {
      id: 'Tagihan naik paket lunas. Paket yang lebih besar aktif, jatuh tempo tetap.',
      en: 'The upgrade’s invoice is paid. The larger package is active; the due date stays.',
    },
  },
  paid_in_violation: {
    clause: 'S13',
    text: {
      id: 'Tagihan lunas. Layanan tetap mati sampai pernyataan pelanggaran dicabut.',
      en: 'The invoice is paid. The service stays off until the violation is lifted.',
    },
  },
  part_paid: {
    clause: 'S13',
    text: {
      id: 'Sebagian tagihan dibayar dan dicatat. Sisanya masih terutang.',
      en: 'Part of the invoice is paid and credited. The rest is still owed.',
    },
  },
  reactivated: {
    clause: 'S14',
    text: {
      id: 'Tagihan lunas. Layanan langsung aktif kembali dengan tanggal jatuh tempo yang sama.',
      en: 'The invoice is paid. The service is active again at once, with the same anniversary.',
    },
  },
  suspension_undone: {
    clause: 'S13',
    text: {
      id: 'Pembayaran ternyata dilakukan sebelum penangguhan. Penangguhan dibatalkan.',
      en: 'The payment turned out to be made before the suspension. The suspension is undone.',
    },
  },
  termination_undone: {
    clause: 'S13',
    text: {
      id: 'Pembayaran ternyata dilakukan sebelum penghentian. Penghentian dibatalkan.',
      en: 'The payment turned out to be made before the termination. The termination is undone.',
    },
  },
  paid_after_termination: {
    clause: 'S16',
    text: {
      id: 'Pembayaran setelah penghentian dicatat pada tagihan yang sudah batal. Layanan tidak aktif kembali dan uang tidak dikembalikan.',
      en: 'A payment after termination is recorded on the void invoice. The service does not come back and the money is not refunded.',
    },
  },
  credited: {
    clause: 'S13',
    text: {
      id: 'Tagihan sudah lunas. Uangnya dicatat sebagai kredit Anda.',
      en: 'The invoice was already paid. The money is kept as your credit.',
    },
  },
  imported: {
    clause: 'S13',
    text: {
      id: 'Layanan dipindahkan ke sini dari sistem lama. Jatuh temponya tetap.',
      en: 'The service was moved here from the old system. Its due date stays.',
    },
  },
  cancellation_undone: {
    clause: 'S13',
    text: {
      id: 'Pembayaran ternyata dilakukan sebelum layanan berakhir. Layanan aktif kembali.',
      en: 'The payment turned out to be made before the service ended. The service is active again.',
    },
  },
  refund_owed: {
    clause: 'S13',
    text: {
      id: 'Pembayaran ternyata dilakukan sebelum layanan berakhir, tetapi datanya sudah dihapus. Uangnya dikembalikan.',
      en: 'The payment turned out to be made before the service ended, but its data is deleted. The money is returned.',
    },
  },
  refunded: {
    clause: 'S13',
    text: { id: 'Uang dikembalikan kepada Anda.', en: 'Money was returned to you.' },
  },
  payment_reversed: {
    clause: 'S13',
    text: {
      id: 'Bank menarik kembali pembayaran. Tagihannya terbuka lagi, dengan jatuh tempo baru.',
      en: 'The bank took the payment back. Its invoice is open again, with a due date of its own.',
    },
  },
  charged_back: {
    clause: 'S13',
    text: {
      id: 'Bank menarik kembali pembayaran. Petugas kami memeriksanya.',
      en: 'The bank took a payment back. Our staff look into it.',
    },
  },
  paid_from_credit: {
    clause: 'S13',
    text: {
      id: 'Tagihan untuk masa berikutnya terbit dan lunas dari kredit Anda.',
      en: 'The invoice for the next term is issued and paid from your credit.',
    },
  },
  parts_credited: {
    clause: 'S13',
    text: {
      id: 'Tagihan tidak berlaku lagi. Yang sudah dibayar untuknya menjadi kredit Anda.',
      en: 'An invoice is no longer valid. What was paid on it is your credit.',
    },
  },
  opened: {
    clause: 'S2',
    text: { id: 'Layanan aktif.', en: 'The service is active.' },
  },
  upgrade_asked: {
    clause: 'S17',
    text: { id: 'Naik paket diminta. Berlaku begitu terbayar.', en: 'An upgrade is asked for. It holds as soon as it is paid.' },
  },
  upgrade_lapsed: {
    clause: 'S17',
    text: {
      id: 'Naik paket tidak dibayar dan gugur. Layanan tetap seperti semula.',
      en: 'The upgrade was not paid and lapsed. The service stays as it was.',
    },
  },
  backup_asked: {
    ...{ document: 'sla', clause: 'S7' },
    text: { id: 'Backup diminta. Bila selesai, ia menimpa yang sebelumnya.', en: 'A backup is asked for. It replaces the one before it.' },
  },
  backup_stored: {
    ...{ document: 'sla', clause: 'S7' },
    text: { id: 'Backup tersimpan.', en: 'The backup is stored.' },
  },
  backup_failed: {
    ...{ document: 'sla', clause: 'S7' },
    text: { id: 'Backup gagal. Jatah minggu itu tidak berkurang.', en: 'The backup failed. It does not count against that week.' },
  },
  backup_unclear: {
    ...{ document: 'sla', clause: 'S7' },
    text: {
      id: 'Server tidak memberi tahu hasil backup. Petugas kami memeriksanya, dan jatah minggu itu tidak berkurang.',
      en: 'The server did not tell how the backup ended. Our staff look into it; it does not count against that week.',
    },
  },
  restore_asked: {
    ...{ document: 'sla', clause: 'S8' },
    text: { id: 'Restore gratis bulan itu diminta.', en: 'The free restore of that month is asked for.' },
  },
  restore_quoted: {
    ...{ document: 'sla', clause: 'S8' },
    text: { id: 'Harga untuk satu restore lagi ditawarkan.', en: 'A price is quoted for a further restore.' },
  },
  restore_taken_up: {
    ...{ document: 'sla', clause: 'S8' },
    text: {
      id: 'Restore berbayar diambil dan tagihannya terbit. Restore berjalan begitu terbayar.',
      en: 'The further restore is taken up and invoiced. It runs once it is paid.',
    },
  },
  restore_run: {
    ...{ document: 'sla', clause: 'S8' },
    text: { id: 'Restore yang sudah dibayar dijalankan.', en: 'The restore that was paid for is run.' },
  },
  restore_done: {
    ...{ document: 'sla', clause: 'S8' },
    text: {
      id: 'Restore selesai. Isi layanan kembali seperti pada backup.',
      en: 'The restore is complete. The service is back to its backup.',
    },
  },
  restore_failed: {
    ...{ document: 'sla', clause: 'S8' },
    text: {
      id: 'Restore gagal. Jatah gratis Anda tidak berkurang.',
      en: 'The restore failed. It does not count against your free ones.',
    },
  },
  restore_unclear: {
    ...{ document: 'sla', clause: 'S8' },
    text: {
      id: 'Server tidak memberi tahu hasil restore. Petugas kami memeriksanya.',
      en: 'The server did not tell how the restore ended. Our staff look into it.',
    },
  },
  restore_lapsed: {
    ...{ document: 'sla', clause: 'S8' },
    text: {
      id: 'Restore gugur. Tagihannya tidak perlu dibayar lagi; yang sudah dibayar menjadi kredit Anda.',
      en: 'The restore lapsed. Its invoice need not be paid; what was paid for it is your credit.',
    },
  },
  hold_placed: {
    clause: 'S14',
    text: {
      id: 'Penundaan ditetapkan petugas. Selama berlaku, layanan tidak ditangguhkan dan tidak dihapus.',
      en: 'Staff placed a hold. While it runs, the service is neither suspended nor deleted.',
    },
  },
  hold_ended: {
    clause: 'S14',
    text: {
      id: 'Penundaan berakhir. Setiap langkah berikutnya menunggu pemberitahuan baru.',
      en: 'The hold ended. Every next step waits for a fresh notice.',
    },
  },
  violation_declared: {
    document: 'sla',
    clause: 'S18',
    text: {
      id: 'Petugas menyatakan pelanggaran. Layanan dimatikan sampai pernyataan itu dicabut, apa pun yang dibayar.',
      en: 'Staff declared a violation. The service is off until it is lifted, whatever is paid.',
    },
  },
  violation_lifted: {
    document: 'sla',
    clause: 'S18',
    text: { id: 'Pernyataan pelanggaran dicabut.', en: 'The violation is lifted.' },
  },
} as const satisfies Record<string, { document?: 'sla'; clause: string; text: Localized }>

export type PointKind = keyof typeof SENTENCES
