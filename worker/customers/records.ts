/** One registration becomes its rows: user, customer, decisions, the event, the first notice and the first mails. */
import { createEmailVerificationToken } from 'better-auth/api'
import { hashPassword } from 'better-auth/crypto'
import { type DecisionRecord, mailed, recordDecision } from '../agreements/records.ts'
import { ContractDocument } from '../agreements/schemas.ts'
import { siteOrigin } from '../auth/cookies.ts'
import { deviceDigest } from '../auth/device.ts'
import { verificationMail } from '../auth/mails.ts'
import { VERIFY_SECONDS } from '../auth/rules/attempts.ts'
import type { Context } from '../context.ts'
import type { Circumstances } from '../evidence.ts'
import { mint, mintUser } from '../mint.ts'
import { cite } from '../policies/rules/cite.ts'
import type { PolicyVersion, VersionOf } from '../policies/rules/version.ts'
import type { NewCustomer } from './changes.ts'
import { registrationMail, transferNotice } from './mails.ts'
import { plainEmail, plainPhone, plainUserId } from './rules.ts'
import type { Registration, RegistrationAnswer } from './schemas.ts'

/** What was found right before anything is written: the privacy terms in force, and the version of each document accepted. */
export interface Checked {
  readonly privacy: VersionOf<'privacy'>
  readonly policies: ReadonlyMap<ContractDocument, PolicyVersion>
}

export async function newCustomer(
  context: Context,
  input: Registration,
  { privacy }: Checked,
  circumstances: Circumstances,
): Promise<NewCustomer> {
  const { now, env } = context
  const userId = mintUser(now)
  const at = new Date(now)
  const isCompany = input.kind === 'company'
  return {
    user: {
      ...{ id: userId, name: input.name, email: plainEmail(input.email), username: plainUserId(input.userId) },
      ...{ language: input.language, role: 'customer', createdAt: at, updatedAt: at },
    },
    passwordHash: await hashPassword(input.password),
    device: await deviceDigest(env.AUTH_SECRET, userId, circumstances),
    customer: {
      ...{ id: mint('customer', now), kind: input.kind, name: isCompany ? input.company.name : input.name },
      ...{ phone: plainPhone(input.phone), address: input.address, country: input.country, language: input.language },
      bornOn: isCompany ? null : input.bornOn,
      foundedOn: isCompany ? (input.company.foundedOn ?? null) : null,
      transferNotice: privacy.version,
      transferAcknowledgedAt: input.transferAcknowledged === true ? now : null,
      createdAt: now,
    },
    authority: isCompany ? input.company.authority : null,
  }
}

export function firstDecisions(
  context: Context,
  input: Registration,
  checked: Checked,
  { customer, user, authority }: NewCustomer,
  circumstances: Circumstances,
): Promise<DecisionRecord[]> {
  const deciding = {
    ...{ customer: customer.id, user: user.id, session: null, authority, method: 'registration' as const },
    ...{ page: input.page, clientTime: input.clientTime, circumstances },
  }
  return Promise.all(
    input.acceptances.flatMap((shown) => {
      const policy = checked.policies.get(shown.document)
      return policy ? [recordDecision(context, deciding, policy, { ...shown, decision: 'accepted' })] : []
    }),
  )
}

export function answerOf({ customer }: NewCustomer, records: readonly DecisionRecord[]): RegistrationAnswer {
  return {
    customerId: customer.id,
    receipts: records.map(({ receipt, acceptance }) => ({ id: receipt.id, document: ContractDocument.parse(acceptance.document) })),
  }
}

export function registered({ customer, user }: NewCustomer, { privacy }: Checked) {
  const { kind, transferNotice: notice, transferAcknowledgedAt: acknowledgedAt } = customer
  return {
    entity: customer.id,
    version: 1,
    type: 'customer.registered',
    body: {
      user: user.id,
      kind,
      clause: cite(privacy, 'P11', 'id'),
      transfer: { notice, acknowledgedAt, clause: cite(privacy, 'P7', 'id') },
    },
  }
}

export function welcome({ customer }: NewCustomer, { privacy }: Checked) {
  return {
    subject: customer.id,
    kind: 'data_transfer',
    cycle: privacy.version,
    customer: customer.id,
    body: { ...transferNotice(privacy.paths), clause: cite(privacy, 'P7', 'id') },
  }
}

export async function mailsOf(context: Context, { user }: NewCustomer, records: readonly DecisionRecord[], { privacy }: Checked) {
  const { env } = context
  const { email, language = 'id' } = user
  const origin = siteOrigin(env)
  const token = await createEmailVerificationToken(env.AUTH_SECRET, email, undefined, VERIFY_SECONDS, { userId: user.id })
  const absolute = { id: `${origin}${privacy.paths.id}`, en: `${origin}${privacy.paths.en}` }
  return [
    verificationMail(email, language, origin, token),
    registrationMail(email, language, origin, records.map(mailed), transferNotice(absolute).text),
  ]
}
