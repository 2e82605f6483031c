/** Whom of a company's people a notice is mailed to, and who answers what they write back. All of them read it in the inbox. */
import { type MemberRole, may, type Permission } from '../../customers/members/rules.ts'

/** About an invoice, a payment or credit alone. What switches a service on or off, or ends it, is everyone's. */
const MONEY: ReadonlySet<string> = new Set([
  ...['order_placed', 'order_cancelled', 'paid_after_cancellation', 'paid_after_termination', 'refund_owed'],
  ...['invoice_issued', 'reminder', 'part_paid', 'paid', 'paid_from_credit', 'paid_beside', 'upgrade_asked', 'upgrade_lapsed'],
  ...['credited', 'credit_given', 'refunded', 'payment_reversed', 'charged_back'],
])

/** S7, S8, S9: about the server alone. A restore that lapsed is also about its invoice. */
const SERVICE: ReadonlySet<string> = new Set([
  ...['backup_stored', 'backup_failed', 'backup_unclear', 'restore_done', 'restore_failed', 'restore_unclear'],
  ...['usage_disk', 'usage_inodes'],
])

/** Neither money nor lateness is their subject: versions of the documents, violations (S18), the company's own people. */
const FOR_SUPPORT = /^(?:new_version|violation_|member_)/

function concerns(kind: string): Permission {
  if (MONEY.has(kind)) return 'money'
  return SERVICE.has(kind) ? 'service' : 'see'
}

/** An owner may do everything, and a customer has at least one: so it is never nobody. */
export function mailedTo<P extends { readonly role: MemberRole }>(kind: string, people: readonly P[]): readonly P[] {
  const theirs = people.filter(({ role }) => may(role, concerns(kind)))
  return theirs.length > 0 ? theirs : people
}

/** S12: what is about money is answered by billing; everything else by support, whose mailbox is always watched (P4). */
export const answeredBy = (kind: string): 'billing' | 'support' => (SERVICE.has(kind) || FOR_SUPPORT.test(kind) ? 'support' : 'billing')
