/** Words of the pages around the documents. */
import type { Words } from './words.ts'

export const COMPARE_WORDS = {
  title: { id: 'Perubahan', en: 'Changes' },
  description: {
    id: 'Apa yang ditambahkan, dihapus, dipindahkan, dan diubah di antara dua versi, pasal demi pasal.',
    en: 'What was added, removed, moved and reworded between two versions, clause by clause.',
  },
  history: { id: 'Riwayat versi', en: 'Version history' },
  others: { id: 'Bandingkan versi lain', en: 'Compare other versions' },
  from: { id: 'Versi lama', en: 'Older version' },
  to: { id: 'Versi baru', en: 'Newer version' },
  compare: { id: 'Bandingkan versi', en: 'Compare versions' },
} as const satisfies Words
