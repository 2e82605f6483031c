/** One decision becomes its four rows: acceptance, signed receipt, evidence under the same id, and the event that outlives the evidence. */
import { siteOrigin } from '../auth/cookies.ts'
import type { Context } from '../context.ts'
import type { NewEvent } from '../db/changes.ts'
import { hex } from '../db/idempotency.ts'
import type { evidence } from '../db/tables.ts'
import type { Circumstances } from '../evidence.ts'
import { mint } from '../mint.ts'
import { cite } from '../policies/rules/cite.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'
import { canonical } from '../shared/canonical.ts'
import { receiptPayload } from './rules/receipt.ts'
import type { ShownVersion } from './schemas.ts'
import { signReceipt } from './signature.ts'
import type { acceptances, receipts } from './tables.ts'

type Row<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'commitId'>

export interface DecisionRecord {
  readonly policy: PolicyVersion
  readonly acceptance: Row<typeof acceptances>
  readonly receipt: Row<typeof receipts>
  readonly evidence: typeof evidence.$inferInsert
  readonly event: NewEvent
}

/** What all decisions of one request have in common. */
export interface Deciding {
  readonly customer: string
  readonly user: string
  readonly session: string | null
  readonly authority: string | null
  readonly method: 'registration' | 'portal' | 'api'
  readonly page: string
  readonly clientTime: string | undefined
  readonly circumstances: Circumstances
}

export async function recordDecision(
  context: Context,
  deciding: Deciding,
  policy: PolicyVersion,
  shown: ShownVersion & { readonly decision: 'accepted' | 'declined' },
): Promise<DecisionRecord> {
  const { now, env } = context
  const { customer, user, authority, method, page } = deciding
  const acceptanceId = mint('acceptance', now)
  const receiptId = mint('receipt', now)
  const { document, version, language, digest, decision, shownAt } = shown
  const payload = receiptPayload({
    ...{ receiptId, acceptanceId, customer, user, policy, language, decision, shownAt, decidedAt: now, method, page, authority },
    origin: siteOrigin(env),
  })
  const evidence = evidenceRow(acceptanceId, deciding)
  return {
    policy,
    acceptance: {
      id: acceptanceId,
      customer,
      user,
      document,
      version,
      language,
      digest,
      decision,
      shownAt,
      decidedAt: now,
      method,
      page,
      authority,
    },
    receipt: { id: receiptId, customer, acceptance: acceptanceId, jws: await signReceipt(payload, env.RECEIPT_KEYS), createdAt: now },
    evidence,
    event: {
      entity: acceptanceId,
      version: 1,
      type: `acceptance.${decision}`,
      body: {
        ...{ customer, user, document, version, language, digest, method, shownAt, receipt: receiptId },
        clause: cite(policy, document === 'privacy' ? 'P1' : 'S1', 'id'),
        evidence: await commitment(evidence),
      },
    },
  }
}

/** What a mail about the decision tells and attaches. */
export const mailed = ({ policy, acceptance, receipt }: DecisionRecord) => ({
  policy,
  language: acceptance.language,
  decision: acceptance.decision === 'declined' ? ('declined' as const) : ('accepted' as const),
  receiptId: receipt.id,
  jws: receipt.jws,
})

function evidenceRow(id: string, { customer, session, clientTime, circumstances }: Deciding): typeof evidence.$inferInsert {
  const { ip, userAgent } = circumstances
  return { id, customer, ip, userAgent, session, clientTime: clientTime ?? null, salt: hex(crypto.getRandomValues(new Uint8Array(16))) }
}

/** SHA-256 over salt and circumstances: with the row it proves them, without the row it says nothing. */
export async function commitment({ salt, ip, userAgent, session, clientTime }: typeof evidence.$inferInsert): Promise<string> {
  const text = `${salt}${canonical({ ip, userAgent, session, clientTime })}`
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
