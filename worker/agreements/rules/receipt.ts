/**
 * What a receipt says. Fields after ISO/IEC TS 27560:2023 (consent record information structure) and the Kantara
 * Consent Receipt 1.1, in their sections: header, processing, parties, event. Of the customer it holds ids alone.
 *
 * - `schema_version`, `record_id` (the acceptance), `receipt_id`, `pii_principal_id` (the customer), `user_id` (who decided for them)
 * - `pii_processing.privacy_notice`: the very text: address of the published bytes, their SHA-256, version and language
 * - `party_identification`: the provider, as that version of the document names it (controller)
 * - `event`: what was decided, when by the server’s clock, when it had been shown, on which page and by which method
 */
import type { Document, Language } from '../../../content/schema.ts'
import type { PolicyVersion } from '../../policies/rules/version.ts'

export interface ReceiptFacts {
  readonly receiptId: string
  readonly acceptanceId: string
  readonly customer: string
  readonly user: string
  readonly policy: PolicyVersion
  readonly language: Language
  readonly decision: 'accepted' | 'declined'
  readonly shownAt: number
  readonly decidedAt: number
  readonly method: string
  readonly page: string
  readonly authority: string | null
  /** Origin of the site, without a trailing slash. */
  readonly origin: string
}

const CLAUSE_OF_ACCEPTANCE = { privacy: 'P1', sla: 'S1', terms: 'S1', cookies: 'M1' } as const satisfies Record<Document, string>

/** P1, S1: acceptance is recorded, never assumed; this is the customer's own copy of the record. */
export function receiptPayload(facts: ReceiptFacts) {
  const { policy, language, origin } = facts
  return {
    iss: origin,
    iat: Math.floor(facts.decidedAt / 1000),
    jti: facts.receiptId,
    sub: facts.customer,
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: facts.acceptanceId,
    receipt_id: facts.receiptId,
    pii_principal_id: facts.customer,
    user_id: facts.user,
    pii_processing: {
      privacy_notice: {
        document: policy.document,
        version: policy.version,
        language,
        published: policy.published,
        location: `${origin}${policy.paths[language]}.md`,
        digest: { algorithm: 'SHA-256', value: policy.digests[language] },
      },
      clause: { id: CLAUSE_OF_ACCEPTANCE[policy.document], location: `${origin}${policy.paths[language]}` },
      lawful_basis: 'contract',
      governing_language: 'id',
    },
    party_identification: [{ role: 'pii_controller', name: policy.provider.name, url: origin, email: policy.provider.email }],
    event: {
      event_type: facts.decision,
      event_time: new Date(facts.decidedAt).toISOString(),
      shown_time: new Date(facts.shownAt).toISOString(),
      method: facts.method,
      page: facts.page,
      ...(facts.authority === null ? {} : { authority: facts.authority }),
    },
  }
}
