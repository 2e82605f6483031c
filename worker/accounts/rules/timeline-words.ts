import type { Localized } from '../../../content/schema.ts'

/** What each point of an account's time line says, and the clause that orders it. Facts only; the date stands beside it. */
export const SENTENCES = {
  ordered: {
    clause: 'S2',
    text: { id: 'Layanan dipesan. Pesanan menunggu pembayaran.', en: 'The service is ordered. The order waits for its payment.' },
  },
  order_cancelled: {
    clause: 'S13',
    text: {
      id: 'Pesanan yang belum dibayar dibatalkan dan tagihannya ditutup.',
      en: 'The unpaid order is cancelled and its invoice is closed.',
    },
  },
  order_paid: {
    clause: 'S13',
    text: {
      id: 'Pembayaran diterima. Layanan aktif dan masa pertamanya mulai hari ini.',
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
      id: 'Pembayaran setelah pesanan dibatalkan dicatat pada tagihan yang sudah ditutup. Layanan tidak aktif.',
      en: 'A payment after the order was cancelled is recorded against the closed invoice. The service is not activated.',
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
      id: 'Jatuh tempo. Pembayaran tepat waktu sampai akhir hari ini.',
      en: 'Due date. Payment is on time until the end of this day.',
    },
  },
  overdue: {
    clause: 'S14',
    text: {
      id: 'Pembayaran terlambat. Layanan tetap berjalan dan Anda menerima pemberitahuan.',
      en: 'Payment is late. The service keeps running and you receive a notice.',
    },
  },
  overdue_notice: {
    clause: 'S14',
    text: { id: 'Pemberitahuan keterlambatan dikirim.', en: 'The notice of lateness is sent.' },
  },
  suspended: {
    clause: 'S14',
    text: {
      id: 'Layanan ditangguhkan. Anda menerima peringatan penghapusan. Pembayaran langsung mengaktifkannya kembali.',
      en: 'The service is suspended. You receive a warning of deletion. A payment reactivates it at once.',
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
  purge_begun: {
    clause: 'S11',
    text: {
      id: 'Data layanan, cadangan, dan zona DNS mulai dihapus. Mulai saat ini tidak ada yang dapat dikembalikan.',
      en: 'The deletion of the service’s data, backups and DNS zone begins. From here on nothing can be brought back.',
    },
  },
  purged: {
    clause: 'S11',
    text: {
      id: 'Data layanan, cadangan, dan zona DNS sudah dihapus. Bukti setiap bagian tersimpan.',
      en: 'The service’s data, backups and DNS zone are deleted. The proof of each part is kept.',
    },
  },
  paid: {
    clause: 'S13',
    text: { id: 'Tagihan lunas. Layanan tetap berjalan.', en: 'The invoice is paid. The service keeps running.' },
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
      id: 'Pembayaran setelah penghentian dicatat pada tagihan yang sudah ditutup. Layanan tidak aktif kembali dan uang tidak dikembalikan.',
      en: 'A payment after termination is recorded against the closed invoice. The service does not come back and the money is not refunded.',
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
  opened: {
    clause: 'S2',
    text: { id: 'Layanan aktif.', en: 'The service is active.' },
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
