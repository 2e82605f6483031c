/** Finding a customer and opening the file (P12): each search and each look is recorded before anything is shown. */
import { isKeptOff } from '../../accounts/rules/lifecycle-state.ts'
import { decisionsQuery } from '../../agreements/reads.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents } from '../../db/changes.ts'
import { answerQuery, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import { mint } from '../../mint.ts'
import { policies, provider } from '../../policies/generated.ts'
import { boundVersion } from '../../policies/rules/bound.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { recordSearch } from '../record-search.ts'
import { insertLook } from './changes.ts'
import type { FileFailure } from './problems.ts'
import { customerRow, findHits, type Hit, MOST_FOUND, namesOf, someAccountsOf } from './reads.ts'
import { lookEndsAt, searchKeys } from './rules.ts'
import type { FoundCustomer, LookAnswer, NewLook, SearchAnswer } from './schemas.ts'

/** Enough to tell one customer from another. */
const MOST_ACCOUNTS = 5

/** @param user id of the staff user. */
export async function findCustomers(context: Context, user: string, typed: string): Promise<SearchAnswer> {
  const { db, now } = context
  const keys = searchKeys(typed)
  const hits = await findHits(db, keys)
  const ids = [...new Set(hits.map(({ customer }) => customer))]
  const shown = ids.slice(0, MOST_FOUND)
  const [found] = await Promise.all([foundCustomers(context, shown, hits), recordSearch(context, user, keys, shown.length)])
  return { found, more: ids.length > MOST_FOUND, at: new Date(now).toISOString() }
}

async function foundCustomers({ db }: Context, ids: readonly string[], hits: readonly Hit[]): Promise<FoundCustomer[]> {
  const named = hits.flatMap(({ account }) => account ?? [])
  const [names, some] = await Promise.all([namesOf(db, ids), someAccountsOf(db, ids, named, MOST_ACCOUNTS + 1)])
  return ids.flatMap((id) => {
    const who = names.find((one) => one.id === id)
    if (who === undefined) return []
    // What was searched for comes first.
    const theirs = some
      .filter(({ customer }) => customer === id)
      .sort((a, b) => Number(named.includes(b.id)) - Number(named.includes(a.id)))
    return {
      ...who,
      by: [...new Set(hits.filter(({ customer }) => customer === id).map(({ by }) => by))],
      accounts: theirs.slice(0, MOST_ACCOUNTS).map((one) => ({ id: one.id, domain: one.domain, state: one.state, isOff: isKeptOff(one) })),
      moreAccounts: theirs.length > MOST_ACCOUNTS,
    }
  })
}

/** P12: opens a customer's file to one staff user for a while. What they wrote is the customer's to read, and no event's. */
export async function openFile(
  context: Context,
  user: string,
  customer: string,
  input: NewLook,
  key: string,
): Promise<Result<LookAnswer, FileFailure>> {
  const { db, now } = context
  const request = await keyedRequest(context, user, `POST /staff/customers/${customer}/looks`, key, input)
  const again = repeated<LookAnswer>(request, await answerQuery(db, request, now))
  if (again) return again
  const [row, decisions] = await Promise.all([customerRow(db, customer), decisionsQuery(db, customer)])
  if (row === undefined) return fail({ reason: 'customer_not_found' })
  const [id, commitId, until] = [mint('look', now), mint('commit', now), lookEndsAt(now)]
  const { category, words } = input
  const version = boundVersion(policies, 'privacy', decisions, now, provider.timeZone)
  const clause = { document: 'privacy', version, id: 'P12' }
  const answer: LookAnswer = { id, customer, until: new Date(until).toISOString() }
  const written = await commit(db, {
    id: commitId,
    at: now,
    writes: [
      ...rememberAnswer(db, request, now, 201, answer),
      insertLook(db, { id, customer, user, category, words, at: now, until, commitId }),
      insertEvents(db, commitId, now, [
        { entity: id, version: 1, type: 'customer.looked_at', body: { clause, customer, by: user, category, until } },
      ]),
    ],
  })
  if (written.ok) return ok(answer)
  // The same request was faster a moment ago: its answer is ours.
  return repeated<LookAnswer>(request, await answerQuery(db, request, now)) ?? written
}
