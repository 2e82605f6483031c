/** Words of what stands beside a service's state, as its customer reads them. */
import { words } from './words.ts'

export const besideNote = words({
  id: {
    violation: 'Layanan ini kami matikan karena pelanggaran ketentuan.',
    violationText: (when: string) => `Dinyatakan petugas pada ${when}. Pembayaran tidak menyalakannya kembali. Alasannya:`,
    object: 'Sudah Anda perbaiki, atau Anda keberatan? Hubungi kami:',
    hold: 'Penangguhan layanan ini kami tunda.',
    holdUntil: (when: string) => `Sampai ${when} layanan ini tidak ditangguhkan dan tidak dihapus. Tagihan tetap perlu dibayar.`,
    holdOpen: 'Sampai kami beri tahu lagi, layanan ini tidak ditangguhkan dan tidak dihapus. Tagihan tetap perlu dibayar.',
  },
  en: {
    violation: 'We switched this service off for a violation of the terms.',
    violationText: (when) => `Declared by staff on ${when}. A payment does not switch it on again. The reason:`,
    object: 'Have you put it right, or do you object? Contact us:',
    hold: 'The suspension of this service is on hold.',
    holdUntil: (when) => `Until ${when} this service is neither suspended nor deleted. Invoices still have to be paid.`,
    holdOpen: 'Until we tell you otherwise, this service is neither suspended nor deleted. Invoices still have to be paid.',
  },
})
