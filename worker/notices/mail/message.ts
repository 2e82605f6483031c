/** From an outbox row to the mail that is sent: who gets it, in which language, in which words. */
import type { Language } from '../../../content/schema.ts'
import { siteOrigin } from '../../auth/cookies.ts'
import type { Context } from '../../context.ts'
import { deliveryId, type OutboxRow } from '../../db/outbox.ts'
import { policies, provider } from '../../policies/generated.ts'
import { cite } from '../../policies/rules/cite.ts'
import { inLanguage, type PolicyVersion } from '../../policies/rules/version.ts'
import { mailCategory } from '../rules/category.ts'
import type { NoticeClause, NoticeFacts } from '../rules/facts.ts'
import { type House, type Letter, writeLetter } from '../rules/layout.ts'
import { noticeWords } from '../rules/words.ts'
import { type Attachment, loadAttachments } from './attachments.ts'
import type { ReadyMail } from './facts.ts'
import type { Recipients } from './recipients.ts'

export interface OutgoingMail {
  /** The same at each attempt. */
  readonly id: string
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo: string
  readonly to: readonly string[]
  readonly kind: string
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly links: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly attachments: readonly Attachment[]
}

export function houseOf({ env }: Context): House {
  const { name, service, emails, phone } = provider
  return { name, service, origin: siteOrigin(env), emails, phone }
}

/** Kinds about money are answered by the billing address (S12). */
const BILLING: ReadonlySet<string> = new Set(['overdue', 'termination_warning', 'terminated', 'invoice_issued', 'payment_reminder'])

interface Draft {
  readonly kind: string
  readonly to: readonly string[]
  readonly letter: Letter
  readonly links: Readonly<Record<string, string>>
  readonly attachments: readonly Attachment[]
}

/** An optional mail that nobody could refuse must not be sent (M4). */
export class UnsubscribeMissing extends Error {
  override readonly name = 'unsubscribe_missing'
}

function address(context: Context, row: OutboxRow, { kind, to, letter, links, attachments }: Draft): OutgoingMail {
  const house = houseOf(context)
  const optional = mailCategory(kind) === 'optional'
  const unsubscribe = optional ? links['unsubscribe'] : undefined
  if (optional && unsubscribe === undefined) throw new UnsubscribeMissing(kind)
  const id = deliveryId(row)
  return {
    id,
    messageId: `<${id}@${new URL(provider.origin).hostname}>`,
    from: { name: house.service, address: context.env.MAIL_FROM ?? house.emails.support },
    replyTo: BILLING.has(kind) ? house.emails.billing : house.emails.support,
    to,
    kind,
    language: letter.language,
    subject: letter.subject,
    ...writeLetter(letter, house, unsubscribe),
    links,
    headers: unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {},
    attachments,
  }
}

/** A letter that was written whole at the decision. */
export async function readyMessage(context: Context, row: OutboxRow, mail: ReadyMail): Promise<OutgoingMail> {
  const { kind, language, subject, links } = mail
  const letter = { language, subject, paragraphs: mail.text.trim().split(/\n{2,}/) }
  return address(context, row, { kind, to: [mail.to], letter, links, attachments: await loadAttachments(context, mail.attachments ?? []) })
}

/** A notice, written now from its facts. */
export function noticeMessage(context: Context, row: OutboxRow, facts: NoticeFacts, { to, language }: Recipients): OutgoingMail {
  const words = noticeWords(facts, provider)
  const origin = siteOrigin(context.env)
  const account = `${origin}${inLanguage('/akun/layanan', language)}?id=${encodeURIComponent(facts.account)}`
  const clause = clauseLink(facts.clause, language, origin)
  const letter: Letter = {
    language,
    subject: words.subject[language],
    paragraphs: words.paragraphs.map((text) => text[language]),
    action: { label: (words.action ?? OPEN_ACCOUNT)[language], href: account },
    ...(clause ? { clause } : {}),
  }
  const links = { account, ...(clause ? { clause: clause.href } : {}) }
  return address(context, row, { kind: facts.kind, to, letter, links, attachments: [] })
}

const OPEN_ACCOUNT = { id: 'Buka layanan ini', en: 'Open this service' }

/** The clause of the version that ordered it, where everyone can read it. */
function clauseLink({ document, version, id }: NoticeClause, language: Language, origin: string): Letter['clause'] {
  const binding = policies.find((policy): policy is PolicyVersion => policy.document === document && policy.version === version)
  if (binding === undefined) return undefined
  const title = binding.clauses.find((clause) => clause.id === id)?.title[language]
  const label = `${binding.titles[language]} ${version}, ${title ? `${title} (${id})` : id}`
  return { label, href: `${origin}${cite(binding, id, language).href}` }
}
