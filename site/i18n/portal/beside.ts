/** Words of what stands beside a service's state, as its customer reads them. */
import { words } from './words.ts'

export const besideNote = words({
  id: {
    violation: 'Layanan ini kami matikan karena pelanggaran ketentuan.',
    violationText: (when: string) => `Dinyatakan petugas pada ${when}. Pembayaran tidak menyalakannya kembali. Alasannya:`,
    object: 'Sudah Anda perbaiki, atau Anda keberatan? Hubungi kami:',
    hold: 'Untuk sementara layanan ini tidak kami tangguhkan atau hapus.',
    holdOrder: 'Untuk sementara pesanan ini tidak kami batalkan.',
    holdEnded: 'Untuk sementara data layanan ini tidak kami hapus.',
    holdUntil: (when: string) => `Penundaan ini berlaku sampai ${when}.`,
    holdOpen: 'Penundaan ini berlaku sampai kami beri tahu lagi.',
    outageUntil: (when: string) => `Sampai ${when} layanan ini tidak kami tangguhkan atau hapus karena terlambat bayar.`,
    outageOpen: 'Selama gangguan ini, layanan Anda tidak kami tangguhkan atau hapus karena terlambat bayar.',
    orderUntil: (when: string) => `Sampai ${when} pesanan ini tidak kami batalkan.`,
    orderOpen: 'Selama gangguan ini, pesanan Anda tidak kami batalkan.',
    owed: 'Tagihannya tetap perlu dibayar.',
  },
  en: {
    violation: 'We switched this service off for a violation of the terms.',
    violationText: (when) => `Declared by staff on ${when}. A payment does not switch it on again. The reason:`,
    object: 'Have you put it right, or do you object? Contact us:',
    hold: 'For now we neither suspend nor delete this service.',
    holdOrder: 'For now we do not cancel this order.',
    holdEnded: 'For now we do not delete the data of this service.',
    holdUntil: (when) => `This hold stands until ${when}.`,
    holdOpen: 'This hold stands until we tell you otherwise.',
    outageUntil: (when) => `Until ${when} we neither suspend nor delete this service for late payment.`,
    outageOpen: 'While this lasts, we neither suspend nor delete your service for late payment.',
    orderUntil: (when) => `Until ${when} we do not cancel this order.`,
    orderOpen: 'While this lasts, we do not cancel your order.',
    owed: 'Its invoice still has to be paid.',
  },
})
