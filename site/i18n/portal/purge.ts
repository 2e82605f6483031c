/** Words of the proof that an ended account's data is gone. */
import { words } from './words.ts'

export const purge = words({
  id: {
    title: 'Bukti penghapusan',
    done: (when: string) => `Penghapusan selesai dicatat pada ${when}. Data tidak dapat dikembalikan.`,
    underWay: 'Penghapusan sedang berjalan. Bagian yang belum terhapus dicoba lagi sampai selesai.',
    kept: 'Catatan yang disimpan dan sidik jarinya (SHA-256)',
  },
  en: {
    title: 'Proof of deletion',
    done: (when) => `The deletion was recorded in full on ${when}. The data cannot be brought back.`,
    underWay: 'The deletion is under way. What is not gone yet is tried again until it is.',
    kept: 'The record that is kept, and its digest (SHA-256)',
  },
})
