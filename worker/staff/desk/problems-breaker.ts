/** The words of what cannot be done at the breaker. */
import type { ReleaseFailure } from '../../accounts/breaker/actions.ts'
import type { OutageRefusal } from '../../accounts/outages/actions.ts'
import { provider } from '../../policies/generated.ts'
import { formatInstant } from '../../shared/calendar.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'

type BreakerFailure = ReleaseFailure | OutageRefusal | { readonly reason: 'lost_race' }

const at = (instant: number, language: 'id' | 'en') => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)

export const BREAKER_PROBLEMS: ProblemWords<BreakerFailure> = {
  breaker_closed: {
    status: 409,
    title: { id: 'Rem tidak aktif', en: 'The breaker is closed' },
    detail: () => ({
      id: 'Penghentian berjalan sendiri; tidak ada yang perlu dilepas atau dinonaktifkan.',
      en: 'Terminations happen by themselves; there is nothing to release or to close.',
    }),
  },
  not_in_dry_run: {
    status: 409,
    title: { id: 'Daftarnya sudah berubah', en: 'The list has changed' },
    detail: ({ accounts }) => ({
      id: `${accounts.length} layanan tidak lagi seperti yang Anda lihat: dibayar, ditahan, atau sudah dihentikan. Tidak ada yang dilepas. Muat lagi daftarnya.`,
      en: `${accounts.length} services are no longer what you saw: paid, held, or terminated already. None was released. Load the list again.`,
    }),
  },
  dry_run_not_empty: {
    status: 409,
    title: { id: 'Masih ada yang menunggu', en: 'Some are still waiting' },
    detail: ({ count }) => ({
      id: `${count} penghentian masih ditahan. Lepaskan, tunggu pembayarannya, atau tahan layanannya dahulu.`,
      en: `${count} terminations are still held back. Release them, wait for their payment, or put the services on hold first.`,
    }),
  },
  too_many: {
    status: 422,
    title: { id: 'Terlalu banyak sekaligus', en: 'Too many at once' },
    detail: ({ most }) => ({ id: `Paling banyak ${most} sekali lepas.`, en: `At most ${most} at a time.` }),
    fields: ['candidates'],
  },
  lost_race: {
    status: 409,
    title: { id: 'Didahului permintaan lain', en: 'Another request was faster' },
    detail: () => ({
      id: 'Keadaannya baru saja berubah. Muat lagi, lalu lihat dahulu.',
      en: 'Things have just changed. Load again and look first.',
    }),
  },
  outage_runs: {
    status: 409,
    title: { id: 'Gangguan sudah dinyatakan', en: 'The outage is declared already' },
    detail: ({ since }) => ({ id: `Sejak ${at(since, 'id')}.`, en: `Since ${at(since, 'en')}.` }),
  },
  no_outage: {
    status: 409,
    title: { id: 'Tidak ada gangguan', en: 'There is no outage' },
    detail: () => ({ id: 'Tidak ada gangguan gateway yang sedang berjalan.', en: 'No outage of the gateways is running.' }),
  },
}
