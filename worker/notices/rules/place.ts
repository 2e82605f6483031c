/** Where in the portal a notice can be acted on: the page that its mail and its message in the inbox lead to. */

export interface NoticePlace {
  readonly to: 'account' | 'invoice' | 'agreements' | 'members' | 'security' | 'inbox'
  /** The page's Indonesian address. */
  readonly path: string
}

interface About {
  readonly kind: string
  readonly subject: string
  readonly cycle: string
}

/** What asks for money leads to the invoice, where it can be paid; what threatens the service leads to its time line. */
const ASKS_FOR_MONEY: ReadonlySet<string> = new Set(['order_placed', 'invoice_issued'])

export function noticePlace({ kind, subject, cycle }: About): NoticePlace {
  if (kind === 'new_version') return { to: 'agreements', path: '/akun/persetujuan/baru' }
  if (kind === 'data_transfer') return { to: 'agreements', path: '/akun/persetujuan' }
  if (kind.startsWith('member_')) return { to: 'members', path: '/akun/anggota' }
  if (kind === 'new_device') return { to: 'security', path: '/akun/keamanan' }
  if (ASKS_FOR_MONEY.has(kind) && cycle.startsWith('inv_'))
    return { to: 'invoice', path: `/akun/tagihan/lihat?id=${encodeURIComponent(cycle)}` }
  if (subject.startsWith('acc_')) return { to: 'account', path: `/akun/layanan?id=${encodeURIComponent(subject)}` }
  return { to: 'inbox', path: '/akun/pesan' }
}
