/** From an outbox row to the mail that is sent: who gets it, in which language, in which words. */
import type { Language } from '../../../content/schema.ts'
import { siteOrigin } from '../../auth/cookies.ts'
import type { Context } from '../../context.ts'
import { deliveryId, type OutboxRow } from '../../db/outbox.ts'
import { policies, provider } from '../../policies/generated.ts'
import type { ClauseCitation } from '../../policies/rules/cite.ts'
import { inLanguage, versionNamed } from '../../policies/rules/version.ts'
import { answeredBy } from '../rules/audience.ts'
import { mailCategory } from '../rules/category.ts'
import { type House, type Letter, writeLetter } from '../rules/layout.ts'
import { noticePlace } from '../rules/place.ts'
import { viewNotice } from '../rules/view.ts'
import { type Attachment, loadAttachments } from './attachments.ts'
import type { Recipients } from './recipients.ts'
import { NoticeMail, type ReadyMail } from './shapes.ts'

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

function houseOf({ env }: Context): House {
  const { name, service, emails, phone } = provider
  return { name, service, origin: siteOrigin(env), emails, phone }
}

interface Draft {
  readonly kind: string
  readonly to: readonly string[]
  readonly letter: Letter
  readonly links: Readonly<Record<string, string>>
  readonly attachments: readonly Attachment[]
  /** Whom an answer goes to; what is about money, the billing address (S12). */
  readonly answeredBy: 'support' | 'billing'
}

/** An optional mail that nobody could refuse must not be sent (M4). */
class UnsubscribeMissing extends Error {
  override readonly name = 'unsubscribe_missing'
}

function address(context: Context, row: OutboxRow, { kind, to, letter, links, attachments, answeredBy }: Draft): OutgoingMail {
  const house = houseOf(context)
  const optional = mailCategory(kind) === 'optional'
  const unsubscribe = optional ? links['unsubscribe'] : undefined
  if (optional && unsubscribe === undefined) throw new UnsubscribeMissing(kind)
  const id = deliveryId(row)
  return {
    id,
    messageId: `<${id}@${new URL(provider.origin).hostname}>`,
    from: { name: house.service, address: context.env.MAIL_FROM ?? house.emails.support },
    replyTo: house.emails[answeredBy],
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
  const attachments = await loadAttachments(context, mail.attachments ?? [])
  return address(context, row, { kind, to: [mail.to], letter, links, attachments, answeredBy: 'support' })
}

/** A notice in the words of the inbox. Undefined for a kind that has no words. */
export function noticeMessage(
  context: Context,
  row: OutboxRow,
  kind: string,
  body: string,
  recipients: Recipients,
): OutgoingMail | undefined {
  const { to, language } = recipients
  const view = viewNotice(kind, body, language, policies, provider)
  if (view === undefined) return undefined
  const origin = siteOrigin(context.env)
  const { cycle } = NoticeMail.parse(JSON.parse(row.body)).notice
  const href = `${origin}${inLanguage(noticePlace({ kind, subject: row.subject, cycle }).path, language)}`
  const clause = view.clause && { label: clauseLabel(view.clause, language), href: `${origin}${view.clause.href}` }
  const letter: Letter = {
    language,
    subject: view.title,
    paragraphs: [view.text],
    action: { label: OPEN[language], href },
    ...(clause ? { clause } : {}),
  }
  const links = { portal: href, ...(clause ? { clause: clause.href } : {}) }
  return address(context, row, { kind, to, letter, links, attachments: [], answeredBy: answeredBy(kind) })
}

const OPEN = { id: 'Buka di portal', en: 'Open in the portal' }

/** As in “Ketentuan Layanan 2024-11-01, Keterlambatan (S14)”. */
function clauseLabel({ document, version, id }: ClauseCitation, language: Language): string {
  const binding = versionNamed(policies, document, version)
  const title = binding?.clauses.find((clause) => clause.id === id)?.title[language]
  return `${binding?.titles[language] ?? document} ${version}, ${title ? `${title} (${id})` : id}`
}
