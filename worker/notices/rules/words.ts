/**
 * What each notice says, made from the facts it was posted with. Bad news first, then what to do, then by when.
 * Nothing here is stored: words may improve, facts stay. Long because it is one list, read side by side in both languages.
 */
import type { Localized } from '../../../content/schema.ts'
import { formatDay, formatInstant } from '../../shared/calendar.ts'
import { formatRupiah } from '../../shared/money.ts'

export interface NoticeFacts {
  readonly domain: string
  readonly dueOn: string
  readonly owedRupiah: number
  readonly at: number
  readonly next?: { readonly at: number } | null
  readonly paidRupiah?: number
  readonly creditRupiah?: number
  /** What paid was the customer's credit, no money that came. */
  readonly fromCredit?: boolean
  readonly paidAt?: number
  readonly nextDueOn?: string
  /** When a service that its customer leaves ends. */
  readonly endsAt?: number
  /** What staff wrote for the customer. */
  readonly reason?: string
  /** First instant after it; null: nobody knows yet. */
  readonly until?: number | null
  /** Name of a package in the catalogue. */
  readonly item?: string
}

export interface NoticeText {
  readonly title: string
  readonly text: string
}

/** How days and instants are written: the provider's zone and its abbreviation. */
export interface Zone {
  readonly timeZone: string
  readonly zoneAbbreviation: string
}

/** Every value a sentence may need, already written in its language. */
interface Said {
  readonly domain: string
  readonly due: string
  readonly owed: string
  readonly at: string
  readonly step: string
  readonly paid: string
  /** That it came, or of what it was taken. */
  readonly received: string
  readonly paidAt: string
  readonly nextDue: string
  readonly ends: string
  readonly reason: string
  /** Empty where the end is not known. */
  readonly until: string
  readonly item: string
}

const WORDS: Readonly<Record<string, { readonly [L in keyof Localized]: (said: Said) => NoticeText }>> = {
  order_placed: {
    id: ({ domain, owed, step }) => ({
      title: `Pesanan ${domain} kami terima`,
      text: `Bayarlah ${owed} sebelum ${step}. Layanan aktif begitu pembayaran kami terima; tanpa pembayaran, pesanan dibatalkan pada saat itu.`,
    }),
    en: ({ domain, owed, step }) => ({
      title: `We have your order for ${domain}`,
      text: `Please pay ${owed} before ${step}. The service is active as soon as your payment reaches us; without it, the order is cancelled then.`,
    }),
  },
  order_cancelled: {
    id: ({ domain, owed, at }) => ({
      title: `Pesanan ${domain} dibatalkan`,
      text: `Tagihan ${owed} tidak dibayar, maka pesanan dibatalkan pada ${at}. Tidak ada yang perlu Anda bayar.`,
    }),
    en: ({ domain, owed, at }) => ({
      title: `The order for ${domain} is cancelled`,
      text: `The invoice of ${owed} was not paid, so the order was cancelled on ${at}. You owe nothing.`,
    }),
  },
  order_paid: {
    id: ({ domain, received, nextDue }) => ({
      title: `${domain} aktif`,
      text: `${received}. Layanan Anda aktif. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, received, nextDue }) => ({
      title: `${domain} is active`,
      text: `${received}. Your service is active. The next due date is ${nextDue}.`,
    }),
  },
  order_undone: {
    id: ({ domain, paid, paidAt, nextDue }) => ({
      title: `Pembatalan pesanan ${domain} ditarik`,
      text: `Pembayaran ${paid} Anda lakukan pada ${paidAt}, sebelum pesanan dibatalkan; kami baru mengetahuinya sekarang. Layanan aktif. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, paid, paidAt, nextDue }) => ({
      title: `The order for ${domain} stands after all`,
      text: `You paid ${paid} on ${paidAt}, before the order was cancelled; we only learnt of it now. The service is active. The next due date is ${nextDue}.`,
    }),
  },
  paid_after_cancellation: {
    id: ({ domain, paid, paidAt }) => ({
      title: `Pembayaran ${domain} datang setelah pesanan dibatalkan`,
      text: `Pembayaran ${paid} pada ${paidAt} kami catat pada tagihan yang sudah batal. Layanan tidak aktif. Petugas kami memeriksanya; untuk layanan itu, pesanlah lagi.`,
    }),
    en: ({ domain, paid, paidAt }) => ({
      title: `The payment for ${domain} came after the order was cancelled`,
      text: `The payment of ${paid} on ${paidAt} is recorded on the void invoice. The service is not activated. Our staff look into it; for the service, please order again.`,
    }),
  },
  invoice_issued: {
    id: ({ domain, owed, due }) => ({
      title: `Tagihan ${domain} terbit`,
      text: `Tagihan ${owed} untuk masa berikutnya terbit. Jatuh tempo ${due}; pembayaran tepat waktu sampai akhir hari itu.`,
    }),
    en: ({ domain, owed, due }) => ({
      title: `Invoice for ${domain}`,
      text: `The invoice of ${owed} for the next term is issued. It is due on ${due}; payment is on time until the end of that day.`,
    }),
  },
  purged: {
    id: ({ domain, at }) => ({
      title: `Data ${domain} sudah dihapus`,
      text: `Layanan ini berakhir, maka data server, backup, dan zona DNS-nya kami hapus pada ${at}. Data itu tidak dapat dikembalikan. Bukti penghapusan setiap bagian ada di halaman layanan Anda.`,
    }),
    en: ({ domain, at }) => ({
      title: `The data of ${domain} is deleted`,
      text: `This service ended, so its server data, backups and DNS zone were deleted on ${at}. The data cannot be brought back. The proof of each part is on your account page.`,
    }),
  },
  purge_ordered: {
    id: ({ domain, at }) => ({
      title: `Penghapusan data ${domain} sudah diperintahkan`,
      text: `Layanan ini berakhir, maka penghapusan data server, backup, dan zona DNS-nya kami perintahkan, dan panel menerimanya pada ${at}. Panel itu tidak memberi tahu kami kapan penghapusan selesai. Data itu tidak dapat dikembalikan. Yang dikonfirmasi untuk setiap bagian ada di halaman layanan Anda.`,
    }),
    en: ({ domain, at }) => ({
      title: `The deletion of the data of ${domain} is ordered`,
      text: `This service ended, so we ordered the deletion of its server data, backups and DNS zone, and the panel took the order on ${at}. That panel does not tell us when it has finished. The data cannot be brought back. What was confirmed of each part is on your account page.`,
    }),
  },
  purge_by_hand: {
    id: ({ domain, at }) => ({
      title: `Data ${domain} dihapus oleh petugas kami`,
      text: `Layanan ini berakhir, dan sejak ${at} datanya tidak disimpan lagi. Petugas kami menghapus data server, backup, dan zona DNS-nya sendiri, karena tidak ada panel yang terhubung. Data itu tidak dapat dikembalikan.`,
    }),
    en: ({ domain, at }) => ({
      title: `Our staff delete the data of ${domain}`,
      text: `This service ended, and from ${at} on its data is no longer kept. Our staff delete its server data, backups and DNS zone by hand, since no panel is connected. The data cannot be brought back.`,
    }),
  },
  overdue: {
    id: ({ domain, owed, due, step }) => ({
      title: `Pembayaran ${domain} terlambat`,
      text: `Tagihan ${owed} jatuh tempo ${due} dan belum kami terima. Bayarlah sebelum ${step}; sesudah itu layanan ditangguhkan.`,
    }),
    en: ({ domain, owed, due, step }) => ({
      title: `Payment for ${domain} is late`,
      text: `The invoice of ${owed} was due on ${due} and has not reached us. Please pay before ${step}; after that the service is suspended.`,
    }),
  },
  termination_warning: {
    id: ({ domain, owed, due, at, step }) => ({
      title: `${domain} ditangguhkan`,
      text: `Tagihan ${owed} yang jatuh tempo ${due} belum dibayar, maka layanan ditangguhkan sejak ${at}. Layanan dan seluruh datanya dihapus untuk selamanya pada ${step}. Pembayaran sebelum itu langsung mengaktifkannya kembali.`,
    }),
    en: ({ domain, owed, due, at, step }) => ({
      title: `${domain} is suspended`,
      text: `The invoice of ${owed} due on ${due} is unpaid, so the service is suspended since ${at}. The service and all its data are deleted for good on ${step}. A payment before that reactivates it at once.`,
    }),
  },
  terminated: {
    id: ({ domain, owed, due, at }) => ({
      title: `${domain} dihentikan`,
      text: `Tagihan ${owed} yang jatuh tempo ${due} tidak dibayar. Layanan dihentikan pada ${at} dan datanya dihapus. Pembayaran sesudah ini tidak mengaktifkannya kembali.`,
    }),
    en: ({ domain, owed, due, at }) => ({
      title: `${domain} is terminated`,
      text: `The invoice of ${owed} due on ${due} was not paid. The service was terminated on ${at} and its data is deleted. A payment from now on does not bring it back.`,
    }),
  },
  part_paid: {
    id: ({ domain, received, owed }) => ({
      title: `Sebagian tagihan ${domain} diterima`,
      text: `${received}. Masih terutang ${owed}; sampai lunas, keterlambatan tetap dihitung.`,
    }),
    en: ({ domain, received, owed }) => ({
      title: `Part of the invoice for ${domain} received`,
      text: `${received}. ${owed} is still owed; until it is paid, lateness goes on counting.`,
    }),
  },
  paid: {
    id: ({ domain, received, nextDue }) => ({
      title: `Pembayaran ${domain} diterima`,
      text: `${received}. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, received, nextDue }) => ({
      title: `Payment for ${domain} received`,
      text: `${received}. The next due date is ${nextDue}.`,
    }),
  },
  reactivated: {
    id: ({ domain, received, nextDue }) => ({
      title: `${domain} aktif kembali`,
      text: `${received} dan mengaktifkan kembali layanan Anda. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, received, nextDue }) => ({
      title: `${domain} is active again`,
      text: `${received} and reactivated your service. The next due date is ${nextDue}.`,
    }),
  },
  suspension_undone: {
    id: ({ domain, paid, paidAt, nextDue }) => ({
      title: `Penangguhan ${domain} dibatalkan`,
      text: `Pembayaran ${paid} Anda lakukan pada ${paidAt}, sebelum penangguhan; kami baru mengetahuinya sekarang. Layanan aktif kembali. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, paid, paidAt, nextDue }) => ({
      title: `The suspension of ${domain} is undone`,
      text: `You paid ${paid} on ${paidAt}, before the suspension; we only learnt of it now. The service is active again. The next due date is ${nextDue}.`,
    }),
  },
  cancellation_asked: {
    id: ({ domain, ends, step }) => ({
      title: `Anda meminta ${domain} diakhiri`,
      text: `Belum ada yang berakhir. Jika Anda mengonfirmasinya sebelum ${step}, layanan berakhir pada ${ends} dan isinya dihapus. Jika ini bukan Anda, ganti kata sandi Anda; tanpa konfirmasi, layanan tetap berjalan.`,
    }),
    en: ({ domain, ends, step }) => ({
      title: `You asked to end ${domain}`,
      text: `Nothing ends yet. If you confirm it before ${step}, the service ends on ${ends} and its content is deleted. If this was not you, change your password; without a confirmation the service goes on.`,
    }),
  },
  cancellation_confirmed: {
    id: ({ domain, ends, step }) => ({
      title: `${domain} berakhir pada ${ends}`,
      text: `Anda mengonfirmasinya. Ambil salinan isi layanan sebelum ${ends}; data dan backup dihapus mulai ${step}. Tidak ada tagihan untuk masa sesudahnya, dan uang yang sudah dibayar tidak dikembalikan. Sampai ${ends} Anda dapat menariknya kembali.`,
    }),
    en: ({ domain, ends, step }) => ({
      title: `${domain} ends on ${ends}`,
      text: `You confirmed it. Take a copy of its content before ${ends}; data and backups are deleted from ${step} on. There is no invoice for a term after it, and what is paid is not refunded. Until ${ends} you can take this back.`,
    }),
  },
  cancellation_withdrawn: {
    id: ({ domain, due }) => ({
      title: `${domain} tetap berjalan`,
      text: `Anda menarik pengakhiran layanan. Jatuh tempo berikutnya tetap ${due}; tagihannya terbit seperti biasa.`,
    }),
    en: ({ domain, due }) => ({
      title: `${domain} goes on`,
      text: `You took back the end of the service. The next due date is still ${due}; its invoice is issued as usual.`,
    }),
  },
  leaving_set: {
    id: ({ domain, ends, step }) => ({
      title: `${domain} berakhir pada ${ends}`,
      text: `Anda menolak versi baru. Versi yang Anda setujui tetap mengikat sampai masa yang sudah dibayar selesai; pada ${ends} layanan berakhir, tanpa tagihan untuk masa sesudahnya. Data dan backup dihapus mulai ${step}. Setujui versi itu sebelumnya, dan layanan berlanjut.`,
    }),
    en: ({ domain, ends, step }) => ({
      title: `${domain} ends on ${ends}`,
      text: `You declined a new version. The one you accepted binds to the end of the paid term; on ${ends} the service ends, without an invoice for a term after it. Data and backups are deleted from ${step} on. Accept that version before, and the service goes on.`,
    }),
  },
  leaving_taken_back: {
    id: ({ domain, due }) => ({
      title: `${domain} tetap berjalan`,
      text: `Anda menyetujui versi yang dulu Anda tolak, maka layanan berlanjut. Jatuh tempo berikutnya tetap ${due}.`,
    }),
    en: ({ domain, due }) => ({
      title: `${domain} goes on`,
      text: `You accepted the version you had declined, so the service goes on. The next due date is still ${due}.`,
    }),
  },
  change_wished: {
    id: ({ domain, item, due }) => ({
      title: `${domain} menjadi ${item} mulai ${due}`,
      text: `Masa yang sudah dibayar tidak berubah, dan selisihnya tidak dikembalikan. Tagihan untuk masa yang mulai ${due} dibuat menurut paket dan masa yang baru. Sampai tagihan itu dibayar, Anda dapat menarik perubahan ini.`,
    }),
    en: ({ domain, item, due }) => ({
      title: `${domain} becomes ${item} on ${due}`,
      text: `The term already paid does not change, and the difference is not refunded. The invoice for the term that begins on ${due} is made for the new package and term. Until that invoice is paid you can take this back.`,
    }),
  },
  change_taken_back: {
    id: ({ domain, item }) => ({
      title: `Perubahan ${domain} ditarik`,
      text: `Paketnya tetap ${item}. Tagihan yang dibuat untuk perubahan itu tidak berlaku lagi.`,
    }),
    en: ({ domain, item }) => ({
      title: `The change of ${domain} is taken back`,
      text: `The package is still ${item}. An invoice that was made for the change no longer stands.`,
    }),
  },
  upgrade_asked: {
    id: ({ domain, item, owed, due }) => ({
      title: `Naik paket ${domain} ke ${item}`,
      text: `Bayarlah ${owed} sampai akhir ${due}; begitu terbayar, paket langsung berganti. Tanpa pembayaran, permintaan ini gugur dan layanan tetap seperti sekarang.`,
    }),
    en: ({ domain, item, owed, due }) => ({
      title: `Upgrade of ${domain} to ${item}`,
      text: `Please pay ${owed} by the end of ${due}; the package changes as soon as it is paid. Without it this request lapses and the service stays as it is.`,
    }),
  },
  upgrade_lapsed: {
    id: ({ domain, item }) => ({
      title: `Naik paket ${domain} tidak jadi`,
      text: `Tagihan untuk ${item} tidak dibayar sampai hari terakhirnya, atau masa berikutnya dibayar lebih dulu, maka permintaan itu gugur. Layanan tetap seperti semula dan tidak ada yang perlu Anda bayar. Anda dapat memintanya lagi.`,
    }),
    en: ({ domain, item }) => ({
      title: `The upgrade of ${domain} has lapsed`,
      text: `The invoice for ${item} was not paid by its last day, or the next term was paid first, so the request lapsed. The service stays as it was and you owe nothing for it. You can ask again.`,
    }),
  },
  package_changed: {
    id: ({ domain, item, due }) => ({
      title: `${domain} kini memakai ${item}`,
      text: `Paket yang lebih besar berlaku sekarang. Jatuh tempo tetap ${due}; masa berikutnya ditagih menurut paket ini.`,
    }),
    en: ({ domain, item, due }) => ({
      title: `${domain} now has ${item}`,
      text: `The larger package holds from now on. The due date is still ${due}; the next term is invoiced for this package.`,
    }),
  },
  termination_undone: {
    id: ({ domain, paid, paidAt, nextDue }) => ({
      title: `Penghentian ${domain} dibatalkan`,
      text: `Pembayaran ${paid} Anda lakukan pada ${paidAt}, sebelum penghentian; kami baru mengetahuinya sekarang. Layanan aktif kembali. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, paid, paidAt, nextDue }) => ({
      title: `The termination of ${domain} is undone`,
      text: `You paid ${paid} on ${paidAt}, before the termination; we only learnt of it now. The service is active again. The next due date is ${nextDue}.`,
    }),
  },
  paid_after_termination: {
    id: ({ domain, paid, paidAt }) => ({
      title: `Pembayaran ${domain} datang setelah penghentian`,
      text: `Pembayaran ${paid} pada ${paidAt} kami catat pada tagihan yang sudah batal. Layanan tidak aktif kembali dan uang ini tidak dikembalikan. Untuk kembali, pesanlah layanan baru.`,
    }),
    en: ({ domain, paid, paidAt }) => ({
      title: `The payment for ${domain} came after termination`,
      text: `The payment of ${paid} on ${paidAt} is recorded on the void invoice. The service does not come back and this money is not refunded. To come back, please order a new service.`,
    }),
  },
  hold_placed: {
    id: ({ domain, until, reason }) => ({
      title: `Penangguhan ${domain} kami tunda`,
      text: `Sampai ${until || 'kami beri tahu lagi'}, ${domain} tidak ditangguhkan dan tidak dihapus, juga bila pembayarannya terlambat. Alasannya: ${reason} Tagihan yang terbuka tetap perlu dibayar.`,
    }),
    en: ({ domain, until, reason }) => ({
      title: `The suspension of ${domain} is on hold`,
      text: `Until ${until || 'we tell you otherwise'}, ${domain} is neither suspended nor deleted, even if its payment is late. The reason: ${reason} An open invoice still has to be paid.`,
    }),
  },
  hold_ended: {
    id: ({ domain, at }) => ({
      title: `Penundaan untuk ${domain} berakhir`,
      text: `Penundaan berakhir pada ${at}. Tidak ada yang terjadi seketika: bila ada tagihan yang terlambat, kami memberi tahu Anda lagi sebelum setiap langkah.`,
    }),
    en: ({ domain, at }) => ({
      title: `The hold on ${domain} has ended`,
      text: `The hold ended on ${at}. Nothing happens at once: if an invoice is late, we tell you again before every step.`,
    }),
  },
  violation_declared: {
    id: ({ domain, at, reason }) => ({
      title: `${domain} dimatikan karena pelanggaran`,
      text: `Pada ${at} petugas kami menyatakan ${domain} melanggar ketentuan, maka layanan dimatikan. Alasannya: ${reason} Selama pernyataan ini berlaku, pembayaran tidak menyalakan layanan dan klaim jaminan batal. Bila Anda keberatan, atau sudah memperbaikinya, balas pesan ini atau hubungi kami.`,
    }),
    en: ({ domain, at, reason }) => ({
      title: `${domain} is switched off for a violation`,
      text: `On ${at} our staff declared ${domain} in violation of the terms, so the service is switched off. The reason: ${reason} While this stands, a payment does not switch the service on and claims under the guarantee are void. If you object, or have put it right, please answer this message or contact us.`,
    }),
  },
  violation_lifted: {
    id: ({ domain, at }) => ({
      title: `Pernyataan pelanggaran ${domain} dicabut`,
      text: `Kami mencabutnya pada ${at}. Layanan berjalan lagi, kecuali bila masih ditangguhkan karena pembayaran terlambat.`,
    }),
    en: ({ domain, at }) => ({
      title: `The violation of ${domain} is lifted`,
      text: `We lifted it on ${at}. The service runs again, unless it is still suspended because a payment is late.`,
    }),
  },
  credited: {
    id: ({ domain, paid }) => ({
      title: `Kredit untuk ${domain}`,
      text: `Tagihan ini sudah lunas. ${paid} kami catat sebagai kredit Anda.`,
    }),
    en: ({ domain, paid }) => ({ title: `Credit for ${domain}`, text: `This invoice was already paid. We keep ${paid} as your credit.` }),
  },
  credit_given: {
    id: ({ domain, paid }) => ({
      title: `Kredit untuk ${domain}`,
      text: `Satu tagihan tidak berlaku lagi. ${paid} yang sudah Anda bayar untuknya kami catat sebagai kredit Anda, dan dipakai untuk tagihan berikutnya.`,
    }),
    en: ({ domain, paid }) => ({
      title: `Credit for ${domain}`,
      text: `An invoice is no longer valid. The ${paid} you had paid on it is kept as your credit, and pays your next invoice.`,
    }),
  },
  refunded: {
    id: ({ domain, paid }) => ({
      title: `Uang untuk ${domain} dikembalikan`,
      text: `Kami mengembalikan ${paid} dari pembayaran Anda. Layanan Anda tidak berubah karenanya.`,
    }),
    en: ({ domain, paid }) => ({
      title: `Money for ${domain} returned`,
      text: `We returned ${paid} of your payment. Your service does not change because of it.`,
    }),
  },
  payment_reversed: {
    id: ({ domain, owed, due, paid }) => ({
      title: `Pembayaran ${domain} ditarik kembali`,
      text: `Bank Anda menarik kembali ${paid}. Tagihan ${owed} terbuka lagi dan jatuh tempo ${due}. Kalau Anda tidak memintanya, hubungi kami; petugas kami juga memeriksanya.`,
    }),
    en: ({ domain, owed, due, paid }) => ({
      title: `The payment for ${domain} was taken back`,
      text: `Your bank took back ${paid}. The invoice of ${owed} is open again and due on ${due}. If you did not ask for this, please contact us; our staff look into it too.`,
    }),
  },
  charged_back: {
    id: ({ domain, paid }) => ({
      title: `Pembayaran ${domain} ditarik kembali`,
      text: `Bank Anda menarik kembali ${paid}. Petugas kami memeriksanya dan akan menghubungi Anda.`,
    }),
    en: ({ domain, paid }) => ({
      title: `The payment for ${domain} was taken back`,
      text: `Your bank took back ${paid}. Our staff look into it and will contact you.`,
    }),
  },
  paid_from_credit: {
    id: ({ domain, paid, nextDue }) => ({
      title: `${domain} diperpanjang dari kredit Anda`,
      text: `Tagihan ${paid} untuk masa berikutnya terbit dan lunas dari kredit Anda. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, paid, nextDue }) => ({
      title: `${domain} is renewed from your credit`,
      text: `The invoice of ${paid} for the next term is issued and paid from your credit. The next due date is ${nextDue}.`,
    }),
  },
  paid_beside: {
    id: ({ domain, received }) => ({
      title: `Pembayaran ${domain} diterima`,
      text: `${received}. Yang Anda minta kami kerjakan sekarang.`,
    }),
    en: ({ domain, received }) => ({
      title: `Payment for ${domain} received`,
      text: `${received}. What you asked for is being done now.`,
    }),
  },
  cancellation_undone: {
    id: ({ domain, paid, paidAt, nextDue }) => ({
      title: `${domain} tetap berjalan`,
      text: `Pembayaran ${paid} Anda lakukan pada ${paidAt}, sebelum layanan berakhir; kami baru mengetahuinya sekarang. Layanan aktif kembali. Jatuh tempo berikutnya ${nextDue}.`,
    }),
    en: ({ domain, paid, paidAt, nextDue }) => ({
      title: `${domain} goes on`,
      text: `You paid ${paid} on ${paidAt}, before the service ended; we only learnt of it now. The service is active again. The next due date is ${nextDue}.`,
    }),
  },
  refund_owed: {
    id: ({ domain, paid, paidAt }) => ({
      title: `Pembayaran ${domain} kami kembalikan`,
      text: `Pembayaran ${paid} Anda lakukan pada ${paidAt}, sebelum layanan berakhir; kami baru mengetahuinya sekarang, dan datanya sudah dihapus. Uang Anda kami kembalikan; petugas kami akan menghubungi Anda.`,
    }),
    en: ({ domain, paid, paidAt }) => ({
      title: `Your payment for ${domain} is returned`,
      text: `You paid ${paid} on ${paidAt}, before the service ended; we only learnt of it now, and its data is already deleted. You get your money back; our staff will contact you.`,
    }),
  },
  reminder: {
    id: ({ domain, owed, due }) => ({
      title: `Tagihan ${domain} jatuh tempo ${due}`,
      text: `Tagihan ${owed} belum kami terima. Pembayaran tepat waktu sampai akhir ${due}.`,
    }),
    en: ({ domain, owed, due }) => ({
      title: `The invoice for ${domain} is due on ${due}`,
      text: `The invoice of ${owed} has not reached us yet. Payment is on time until the end of ${due}.`,
    }),
  },
  term_ended: {
    id: ({ domain, at, step }) => ({
      title: `${domain} berakhir`,
      text: `Seperti yang sudah kami beri tahukan, layanan berakhir pada ${at}. Data dan backup-nya kami hapus untuk selamanya, paling cepat ${step}.`,
    }),
    en: ({ domain, at, step }) => ({
      title: `${domain} has ended`,
      text: `As we told you before, the service ended on ${at}. Its data and backups are deleted for good, ${step} at the earliest.`,
    }),
  },
  change_begun: {
    id: ({ domain, item }) => ({
      title: `${domain} memakai ${item}`,
      text: `Perubahan yang Anda minta mulai berlaku hari ini: layanan memakai paket ${item}.`,
    }),
    en: ({ domain, item }) => ({
      title: `${domain} is now on ${item}`,
      text: `The change you asked for begins today: the service is on the package ${item}.`,
    }),
  },
}

const RECEIVED = {
  id: (amount: string, fromCredit: boolean) => (fromCredit ? `Kami memakai ${amount} dari kredit Anda` : `Kami menerima ${amount}`),
  en: (amount: string, fromCredit: boolean) => (fromCredit ? `We used ${amount} of your credit` : `We received ${amount}`),
}

const CREDIT = {
  id: (amount: string) => ` Kelebihan ${amount} kami catat sebagai kredit.`,
  en: (amount: string) => ` The ${amount} above it is kept as credit.`,
}

/** Undefined for a kind that has no words. */
export function noticeText(kind: string, facts: NoticeFacts, language: keyof Localized, zone: Zone): NoticeText | undefined {
  const instant = (at: number | undefined) => (at === undefined ? '' : formatInstant(at, language, zone.timeZone, zone.zoneAbbreviation))
  const paid = formatRupiah(facts.paidRupiah ?? 0, language)
  const said: Said = {
    domain: facts.domain,
    due: formatDay(facts.dueOn, language),
    owed: formatRupiah(facts.owedRupiah, language),
    at: instant(facts.at),
    step: instant(facts.next?.at),
    paid,
    received: RECEIVED[language](paid, facts.fromCredit === true),
    paidAt: instant(facts.paidAt),
    ends: instant(facts.endsAt),
    nextDue: facts.nextDueOn === undefined ? '' : formatDay(facts.nextDueOn, language),
    reason: facts.reason ?? '',
    until: instant(facts.until ?? undefined),
    item: facts.item ?? '',
  }
  const words = WORDS[kind]?.[language](said)
  const credit = kind === 'credited' ? 0 : (facts.creditRupiah ?? 0)
  return words && credit > 0 ? { ...words, text: words.text + CREDIT[language](formatRupiah(credit, language)) } : words
}
