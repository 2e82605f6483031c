/** The mail that follows decisions: what was decided, the receipt, and the very text. Words only. */
import type { Language, Localized } from '../../content/schema.ts'
import type { Mail, MailAttachment } from '../db/changes.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'

export interface MailedDecision {
  readonly policy: PolicyVersion
  readonly language: Language
  readonly decision: 'accepted' | 'declined'
  readonly receiptId: string
  readonly jws: string
}

const VERB: Record<'accepted' | 'declined', Localized> = {
  accepted: { id: 'Anda menyetujui', en: 'You accepted' },
  declined: { id: 'Anda menolak', en: 'You declined' },
}

export const decisionLine = ({ policy, decision }: MailedDecision, language: Language): string =>
  language === 'id'
    ? `${VERB[decision].id} ${policy.titles.id}, versi ${policy.version}.`
    : `${VERB[decision].en} ${policy.titles.en}, version ${policy.version}.`

/** The published bytes in the language in which they were shown, and the receipt beside them. */
export function attachmentsOf({ policy, language, receiptId, jws }: MailedDecision): MailAttachment[] {
  const { document, version } = policy
  return [
    {
      filename: `${document}-${version}.${language}.md`,
      contentType: 'text/markdown; charset=utf-8',
      path: `${policy.paths[language]}.md`,
      digest: policy.digests[language],
    },
    { filename: `${receiptId}.jws`, contentType: 'application/jose', text: jws },
  ]
}

export function decisionsMail(to: string, language: Language, origin: string, list: readonly MailedDecision[]): Mail {
  const page = `${origin}${language === 'en' ? '/en' : ''}/akun/persetujuan`
  const words = {
    id: {
      subject: 'Tanda terima keputusan Anda',
      before: 'Kami mencatat keputusan Anda:',
      after: `Teksnya terlampir, beserta tanda terima bertanda tangan. Semua persetujuan Anda: ${page}`,
    },
    en: {
      subject: 'Receipt for your decision',
      before: 'We have recorded your decision:',
      after: `The text is attached, together with the signed receipt. All your agreements: ${page}`,
    },
  }[language]
  const text = [words.before, ...list.map((one) => `- ${decisionLine(one, language)}`), '', words.after].join('\n')
  return {
    to,
    kind: 'decision_receipt',
    language,
    subject: words.subject,
    text,
    links: { agreements: page },
    attachments: list.flatMap(attachmentsOf),
  }
}
