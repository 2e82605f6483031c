/** Becoming a customer, and who one is. */
import { insertDecisions } from '../agreements/changes.ts'
import { decisionsQuery } from '../agreements/reads.ts'
import { checkFirstClaim } from '../agreements/rules/decidable.ts'
import { outstanding } from '../agreements/rules/outstanding.ts'
import { ContractDocument } from '../agreements/schemas.ts'
import { siteOrigin } from '../auth/cookies.ts'
import { queueCredentialMail } from '../auth/post.ts'
import type { Visitor } from '../auth/visitor.ts'
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents, insertNotice, queueMail } from '../db/changes.ts'
import { answerQuery, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../db/idempotency.ts'
import type { Circumstances } from '../evidence.ts'
import { mint } from '../mint.ts'
import { unreadQuery } from '../notices/inbox/reads.ts'
import { policies, provider } from '../policies/generated.ts'
import { inForceAt } from '../policies/rules/in-force.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'
import { dayOf } from '../shared/calendar.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { insertCustomer } from './changes.ts'
import { alreadyRegisteredMail } from './mails.ts'
import { customersOfUser } from './members/reads.ts'
import type { RegistrationFailure } from './problems.ts'
import { takenQuery } from './reads.ts'
import { answerOf, type Checked, firstDecisions, mailsOf, newCustomer, registered, welcome } from './records.ts'
import { checkAge, mustAcknowledgeTransfer, plainEmail, plainUserId } from './rules.ts'
import type { Registration, RegistrationAnswer } from './schemas.ts'

const CONTRACT = ContractDocument.options

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
  const request = key === undefined ? undefined : await keyedRequest(context, '-', 'POST /registrations', key, input)
  const again = await answered(context, request)
  if (again) return again
  const checked = check(input, now)
  if (!checked.ok) return checked
  const taken = await alreadyTaken(context, input)
  if (taken) return taken
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
  return (await answered(context, request)) ?? (await alreadyTaken(context, input)) ?? fail({ reason: 'lost_race' })
}

/** All that can be said without the database. */
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

/** The answer given before to the same request. */
async function answered({ db, now }: Context, request: KeyedRequest | undefined) {
  return request && repeated<RegistrationAnswer>(request, await answerQuery(db, request, now))
}

async function alreadyTaken(context: Context, input: Registration): Promise<Result<never, RegistrationFailure> | undefined> {
  const email = plainEmail(input.email)
  const userId = plainUserId(input.userId)
  const taken = await takenQuery(context.db, userId, email)
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

export async function describeMe({ db, now }: Context, { user, customer }: Visitor) {
  if (!customer) return { user, customer: null, actsFor: [], outstanding: 0, unread: 0 }
  const [decisions, [inbox], actsFor] = await db.batch([
    decisionsQuery(db, customer.id),
    unreadQuery(db, customer.id, user.id),
    customersOfUser(db, user.id),
  ])
  const { authority: _authority, ...told } = customer
  return {
    user,
    customer: told,
    actsFor,
    outstanding: outstanding(policies, CONTRACT, decisions, now, provider.timeZone).filter((one) => !one.declined).length,
    unread: inbox?.count ?? 0,
  }
}
