/** Becoming a customer, and who one is. */
import { createEmailVerificationToken } from 'better-auth/api'
import { hashPassword } from 'better-auth/crypto'
import { insertDecisions } from '../agreements/changes.ts'
import { decisionsQuery } from '../agreements/reads.ts'
import { type DecisionRecord, mailed, recordDecision } from '../agreements/records.ts'
import { checkFirstClaim } from '../agreements/rules/decidable.ts'
import { outstanding } from '../agreements/rules/outstanding.ts'
import { ContractDocument } from '../agreements/schemas.ts'
import { siteOrigin } from '../auth/cookies.ts'
import { deviceDigest } from '../auth/device.ts'
import { verificationMail } from '../auth/mails.ts'
import { queueCredentialMail } from '../auth/post.ts'
import { VERIFY_SECONDS } from '../auth/rules/attempts.ts'
import type { Visitor } from '../auth/visitor.ts'
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents, insertNotice, queueMail } from '../db/changes.ts'
import { answerQuery, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../db/idempotency.ts'
import type { Circumstances } from '../evidence.ts'
import { mint, mintUser } from '../mint.ts'
import { policies, provider } from '../policies/generated.ts'
import { cite } from '../policies/rules/cite.ts'
import { inForceAt } from '../policies/rules/in-force.ts'
import type { PolicyVersion, VersionOf } from '../policies/rules/version.ts'
import { dayOf } from '../shared/calendar.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { insertCustomer, type NewCustomer } from './changes.ts'
import { alreadyRegisteredMail, registrationMail, transferNotice } from './mails.ts'
import type { RegistrationFailure } from './problems.ts'
import { inboxCountQuery, takenQuery } from './reads.ts'
import { checkAge, mustAcknowledgeTransfer, plainEmail, plainPhone, plainUserId } from './rules.ts'
import type { Registration, RegistrationAnswer } from './schemas.ts'

const CONTRACT = ContractDocument.options
type Checked = { privacy: VersionOf<'privacy'>; policies: Map<ContractDocument, PolicyVersion> }

/**
 * Registration is the first acceptance: user, credential, customer, membership, acceptances, receipts, evidence, events and
 * mails are one commit (P1, P7, P11). What is refused leaves no row. Nothing half-written: any taken name fails the whole.
 */
export async function registerCustomer(
  context: Context,
  input: Registration,
  key: string | undefined,
  circumstances: Circumstances,
): Promise<Result<RegistrationAnswer, RegistrationFailure>> {
  const { db, now } = context
  const checked = check(input, now)
  if (!checked.ok) return checked
  const request = key === undefined ? undefined : await keyedRequest(context, '-', 'POST /registrations', key, input)
  const before = await earlier(context, input, request)
  if (before) return before
  const customer = await newCustomer(context, input, checked.value, circumstances)
  const records = await firstDecisions(context, input, checked.value, customer, circumstances)
  const answer = answerOf(customer, records)
  const id = mint('commit', now)
  const written = await commit(db, {
    id,
    at: now,
    writes: [
      ...(request ? rememberAnswer(db, request, now, 201, answer) : []),
      ...insertCustomer(db, id, customer),
      ...insertDecisions(db, id, now, records),
      insertEvents(db, id, now, [registered(customer, checked.value)]),
      insertNotice(db, id, now, welcome(customer, checked.value)),
      queueMail(db, id, now, customer.customer.id, await mailsOf(context, customer, records, checked.value)),
    ],
  })
  if (written.ok) return ok(answer)
  return (await earlier(context, input, request)) ?? fail({ reason: 'lost_race' })
}

/** All that can be said without the database, so that a refused person leaves no trace, not even a lookup. */
function check(input: Registration, now: number): Result<Checked, RegistrationFailure> {
  const zone = provider.timeZone
  const privacy = inForceAt(policies, 'privacy', now, 'new', zone)
  if (!privacy) throw new Error('no privacy terms are in force')
  if (input.kind === 'person') {
    const aged = checkAge(input.bornOn, dayOf(now, zone), privacy.terms)
    if (!aged.ok) return aged
  }
  if (mustAcknowledgeTransfer(input.country, provider.country) && input.transferAcknowledged !== true) {
    return fail({ reason: 'transfer_not_acknowledged', providerCountry: provider.country })
  }
  const accepted = new Map<ContractDocument, PolicyVersion>()
  for (const claim of input.acceptances) {
    const policy = checkFirstClaim(policies, claim, now, zone)
    if (!policy.ok) return policy
    accepted.set(claim.document, policy.value)
  }
  const missing = CONTRACT.filter((document) => input.acceptances.filter((one) => one.document === document).length !== 1)
  return missing.length > 0 ? fail({ reason: 'documents_missing', documents: missing }) : ok({ privacy, policies: accepted })
}

/** The answer given before to the same request, or who holds the user id or the e-mail. */
async function earlier(
  context: Context,
  input: Registration,
  request: KeyedRequest | undefined,
): Promise<Result<RegistrationAnswer, RegistrationFailure> | undefined> {
  const { db, now } = context
  const email = plainEmail(input.email)
  const userId = plainUserId(input.userId)
  const answers = request ? await answerQuery(db, request, now) : []
  const again = request && repeated<RegistrationAnswer>(request, answers)
  if (again) return again
  const taken = await takenQuery(db, userId, email)
  if (taken.some((user) => user.username === userId)) return fail({ reason: 'user_id_taken' })
  const owner = taken.find((user) => user.email === email)
  if (!owner) return undefined
  await tellOwner(context, owner)
  return fail({ reason: 'already_registered' })
}

/**
 * A taken e-mail is not named as the field at fault. Whether an address is registered still shows to whoever completes a
 * registration with it, but never in silence: the owner gets this mail, and a free address gets an account and its mails.
 */
async function tellOwner(context: Context, owner: { id: string; email: string; language: 'id' | 'en' }): Promise<void> {
  await queueCredentialMail(context, owner, alreadyRegisteredMail(owner.email, owner.language, siteOrigin(context.env)))
}

async function newCustomer(
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

function firstDecisions(
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

function answerOf({ customer }: NewCustomer, records: readonly DecisionRecord[]): RegistrationAnswer {
  return {
    customerId: customer.id,
    receipts: records.map(({ receipt, acceptance }) => ({ id: receipt.id, document: ContractDocument.parse(acceptance.document) })),
  }
}

function registered({ customer, user }: NewCustomer, { privacy }: Checked) {
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

function welcome({ customer }: NewCustomer, { privacy }: Checked) {
  return {
    subject: customer.id,
    kind: 'data_transfer',
    cycle: privacy.version,
    customer: customer.id,
    body: { ...transferNotice(privacy.paths), clause: cite(privacy, 'P7', 'id') },
  }
}

async function mailsOf(context: Context, { user }: NewCustomer, records: readonly DecisionRecord[], { privacy }: Checked) {
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

export async function describeMe({ db, now }: Context, { user, customer }: Visitor) {
  if (!customer) return { user, customer: null, outstanding: 0, unread: 0 }
  const [decisions, [inbox]] = await db.batch([decisionsQuery(db, customer.id), inboxCountQuery(db, customer.id)])
  const { authority: _authority, ...told } = customer
  return {
    user,
    customer: told,
    outstanding: outstanding(policies, CONTRACT, decisions, now, provider.timeZone).filter((one) => !one.declined).length,
    unread: inbox?.count ?? 0,
  }
}
