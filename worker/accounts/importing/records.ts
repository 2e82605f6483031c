/** A plan becomes its rows: users without a password, customers, what they are said to have agreed to, accounts, and their invitations. */
import { siteOrigin } from '../../auth/cookies.ts'
import type { Context } from '../../context.ts'
import { hex } from '../../db/idempotency.ts'
import { mint, mintUser } from '../../mint.ts'
import { provider } from '../../policies/generated.ts'
import { cite } from '../../policies/rules/cite.ts'
import type { PolicyVersion } from '../../policies/rules/version.ts'
import { DAY_OF_24_HOURS } from '../../shared/calendar.ts'
import { canonical } from '../../shared/canonical.ts'
import type { ImportPlan } from '../rules/import.ts'
import type { ImportedAccount } from '../rules/import-accounts.ts'
import type { ImportedCustomer } from '../rules/import-customers.ts'
import { INVITATION_DAYS, invitationMail } from './mails.ts'

export interface ImportFacts {
  readonly digest: string
  readonly commitId: string
  /** The staff user. */
  readonly by: string
  /** What every customer of the files is said to have agreed to; terms among them. */
  readonly asserted: readonly PolicyVersion[]
  readonly terms: PolicyVersion
  /** Whose transfer notice is given (P7). */
  readonly privacy: PolicyVersion
}

const PAGE = '/staf/impor'

/** One customer with everything that is theirs. */
export function customerRecords(context: Context, facts: ImportFacts, imported: ImportedCustomer, accounts: readonly ImportedAccount[]) {
  const { now, wallClock, env } = context
  const { commitId, privacy } = facts
  const { name, email, language, phone, address, country, bornOn, kind, authority } = imported
  const [user, customer] = [mintUser(now), mint('customer', now)]
  const token = hex(crypto.getRandomValues(new Uint8Array(24)))
  const at = new Date(now)
  const decisions = facts.asserted.map((policy) => assertion(context, facts, policy, { user, customer, imported }))
  const owned = accounts.map((account) => accountRecords(context, facts, customer, account))
  const invited = { email, language, domains: accounts.map(({ domain }) => domain) }
  const event = { user, kind, clause: cite(privacy, 'P7', 'id'), transfer: { notice: privacy.version }, import: facts.digest, by: facts.by }
  return {
    user: { id: user, name, email, username: usernameOf(user), language, role: 'customer' as const, createdAt: at, updatedAt: at },
    // The sign-in library's own form of a token that sets a password; it lives by the clock on the wall.
    token: {
      ...{ id: `${user}_invitation`, identifier: `reset-password:${token}`, value: user, createdAt: at, updatedAt: at },
      expiresAt: new Date(wallClock + INVITATION_DAYS * DAY_OF_24_HOURS),
    },
    customer: {
      ...{ id: customer, kind, name, phone, address, country, bornOn, foundedOn: null, language, origin: 'import' as const },
      ...{ transferNotice: privacy.version, transferAcknowledgedAt: null, createdAt: now, commitId },
    },
    membership: { customer, user, role: 'owner' as const, authority, createdAt: now, commitId },
    origin: { customer, import: facts.digest, ref: imported.ref, commitId },
    acceptances: decisions.map(({ acceptance }) => acceptance),
    accounts: owned.map(({ account }) => account),
    panelAccounts: owned.flatMap(({ panelAccount }) => panelAccount ?? []),
    events: [
      { entity: customer, version: 1, type: 'customer.imported', at: now, commitId, body: canonical(event) },
      ...decisions.map((one) => one.event),
      ...owned.map((one) => one.event),
    ],
    mail: {
      ...{ kind: 'mail', subject: customer, commitId, createdAt: now },
      body: JSON.stringify(invitationMail(invited, provider.service, siteOrigin(env), token)),
    },
  }
}

/** One signs in with the e-mail address; the user id has to be something, and may not be guessed from it. */
const usernameOf = (user: string) => user.replace('usr_', 'u').toLowerCase()

interface Asserting {
  readonly user: string
  readonly customer: string
  readonly imported: ImportedCustomer
}

/** S1, S24: said by the provider, so there is no receipt, and nobody was shown anything. */
function assertion(
  { now }: Context,
  { commitId, by, digest }: ImportFacts,
  policy: PolicyVersion,
  { user, customer, imported }: Asserting,
) {
  const { document, version } = policy
  const { language, authority } = imported
  const id = mint('acceptance', now)
  const clause = cite(policy, document === 'privacy' ? 'P1' : 'S1', 'id')
  const text = { document, version, language, digest: policy.digests[language], method: 'import' as const }
  return {
    acceptance: {
      id,
      customer,
      user,
      ...text,
      decision: 'asserted' as const,
      shownAt: now,
      decidedAt: now,
      page: PAGE,
      authority,
      commitId,
    },
    event: {
      ...{ entity: id, version: 1, type: 'acceptance.asserted', at: now, commitId },
      body: canonical({ customer, user, ...text, clause, import: digest, by }),
    },
  }
}

/** Active until its due date. What comes next, and when its first invoice goes out, the lifecycle's sweep finds out at its next run. */
function accountRecords({ now }: Context, { commitId, terms, digest, by }: ImportFacts, customer: string, imported: ImportedAccount) {
  const id = mint('account', now)
  const { domain, package: item, term, anniversaryDay, dueOn, username } = imported
  const clause = { document: 'terms', version: terms.version, id: 'S13' }
  return {
    account: {
      ...{ id, customer, package: item, domain, state: 'active' as const, term, anniversaryDay, dueOn, openInvoice: null },
      ...{ nextAction: 'review' as const, nextActionAt: now, createdAt: now, commitId },
    },
    panelAccount:
      username === null
        ? null
        : {
            ...{ account: id, username, presence: 'present' as const, suspended: false, package: item },
            ...{ createdAt: now, reviewAt: now, commitId },
          },
    event: {
      ...{ entity: id, version: 1, type: 'account.imported', at: now, commitId },
      body: canonical({ clause, package: item, term, anniversaryDay, dueOn, import: digest, by }),
    },
  }
}

export type CustomerRecords = ReturnType<typeof customerRecords>

export function recordsOf(context: Context, facts: ImportFacts, { customers, accounts }: ImportPlan): CustomerRecords[] {
  const byCustomer = Map.groupBy(accounts, ({ customer }) => customer)
  return customers.map((customer) => customerRecords(context, facts, customer, byCustomer.get(customer.ref) ?? []))
}
