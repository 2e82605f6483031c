/** S11: what each proof of a purge says to the customer whose data it was. Nothing more than the other side confirmed. */
import type { Localized } from '../../../../content/schema.ts'
import type { ProofOutcome, PURGE_STEPS } from './steps.ts'

type PurgeStep = (typeof PURGE_STEPS)[number]

export const PART_NAMES: { readonly [S in PurgeStep]: Localized } = {
  gateway: { id: 'Gateway pembayaran', en: 'Payment gateways' },
  server: { id: 'Data server', en: 'Server data' },
  backups: { id: 'Backup', en: 'Backups' },
  dns: { id: 'Zona DNS', en: 'DNS zone' },
}

const OUTCOMES: { readonly [O in ProofOutcome]: Localized } = {
  clear: {
    id: 'Ditanya sekali lagi sebelum penghapusan: tidak ada pembayaran yang belum tercatat.',
    en: 'Asked once more before the deletion: there is no payment that is not in the books.',
  },
  removed: {
    id: 'Dihapus. Panel ditanya sesudahnya dan sudah tidak memilikinya.',
    en: 'Deleted. The panel was asked afterwards and no longer has it.',
  },
  absent: {
    id: 'Tidak ada lagi. Panel ditanya dan sudah tidak memilikinya.',
    en: 'Gone. The panel was asked and no longer has it.',
  },
  told: {
    id: 'Penghapusan diperintahkan. Panel menerima perintahnya, dan tidak memberi tahu kapan selesai.',
    en: 'Its deletion is ordered. The panel took the order, and does not tell when it has finished.',
  },
  recorded: {
    id: 'Penghapusan dicatat. Tidak ada panel yang terhubung, jadi petugas menghapusnya sendiri.',
    en: 'Its deletion is recorded. No panel is connected, so staff delete it by hand.',
  },
}

/** A panel that deletes archives says “OK”, and has no list of them that could be asked for. */
const ARCHIVES_REMOVED: Localized = {
  id: 'Dihapus. Panel mengonfirmasi penghapusan arsip backup.',
  en: 'Deleted. The panel confirmed the deletion of the backup archives.',
}

export function proofWords(step: PurgeStep, outcome: ProofOutcome): Localized {
  return step === 'backups' && outcome === 'removed' ? ARCHIVES_REMOVED : OUTCOMES[outcome]
}

/** S11: the notice claims no more than the least that was confirmed of any part. */
export function purgeNotice(proofs: readonly { readonly outcome: ProofOutcome }[]): 'purged' | 'purge_ordered' | 'purge_by_hand' {
  if (proofs.some(({ outcome }) => outcome === 'recorded')) return 'purge_by_hand'
  return proofs.some(({ outcome }) => outcome === 'told') ? 'purge_ordered' : 'purged'
}
