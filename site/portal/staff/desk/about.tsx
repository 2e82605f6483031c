/** What a task or a failed delivery is about, in words and as ways on. */
import { tasks as words } from '../../../i18n/portal/staff/tasks.ts'
import { href, wordsOf } from '../../page.ts'
import type { Letter } from './calls.ts'

const t = wordsOf(words)

interface About {
  readonly subject: string
  readonly domain: string | null
  readonly customer: string | null
}

export const aboutOf = ({ domain, subject }: About): string => domain ?? subject

/** “Email: terlambat bayar”; what has no words here is shown by its code. */
export const letterTitle = ({ kind, what }: Pick<Letter, 'kind' | 'what'>): string =>
  `${kind === 'mail' ? t.mail : t.panel}: ${t.whats[what] ?? what}`

export const Ways = ({ about: { subject, customer } }: { about: About }) => (
  <>
    {subject.startsWith('inv_') && (
      <>
        <a href={`${href('/staf/pembayaran')}?id=${subject}`}>{t.toInvoice}</a>{' '}
      </>
    )}
    {subject === 'breaker' && <a href={href('/staf/rem')}>{t.toBreaker}</a>}
    {customer && <a href={`${href('/staf/pelanggan/berkas')}?id=${customer}`}>{t.toCustomer}</a>}
  </>
)
