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

export function Ways({ about: { subject, customer } }: { about: About }) {
  const ways = [
    ...(subject.startsWith('inv_') ? [[`${href('/staf/pembayaran')}?id=${subject}`, t.toInvoice] as const] : []),
    ...(subject === 'breaker' ? [[href('/staf/rem'), t.toBreaker] as const] : []),
    ...(customer ? [[`${href('/staf/pelanggan/berkas')}?id=${customer}`, t.toCustomer] as const] : []),
  ]
  if (ways.length === 0) return null
  return (
    <p class="form-actions">
      {ways.map(([path, name]) => (
        <a key={path} href={path}>
          {name}
        </a>
      ))}
    </p>
  )
}
