/** One way to change who acts for a company: read who does, decide, and commit under the customer's version. */
import type { SQLWrapper } from 'drizzle-orm'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, mailNotice, type NewNotice } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { DAY_OF_24_HOURS } from '../../shared/calendar.ts'
import { fail, type Result } from '../../shared/result.ts'
import { moveCustomer } from './changes.ts'
import { memberNotice } from './mails.ts'
import type { MembersFailure } from './problems.ts'
import { type Company, companyOf } from './reads.ts'
import { type MemberRole, may } from './rules.ts'

export interface Decided<T> {
  readonly answer: T
  /** Nothing when it stands so already. */
  readonly writes: readonly SQLWrapper[]
  readonly event: { readonly type: string; readonly body: object }
  readonly notice?: NewNotice
}

type Decide<T> = (company: Company, commitId: string) => Result<Decided<T>, MembersFailure>

/** Somebody else may change the company at the same moment: then it is looked at again. */
const MOST_TRIES = 4

export async function changeCompany<T>(context: Context, customer: string, decide: Decide<T>): Promise<Result<T, MembersFailure>> {
  const { db, now } = context
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const company = await companyOf(db, customer, now - DAY_OF_24_HOURS)
    if (company === undefined) return fail({ reason: 'member_not_found' })
    const id = mint('commit', now)
    const decided = decide(company, id)
    if (!decided.ok) return decided
    const { answer, writes, event, notice } = decided.value
    if (writes.length === 0) return { ok: true, value: answer }
    const written = await commit(db, {
      id,
      at: now,
      guard: { statement: moveCustomer(customer, company.version, id), expected: 1 },
      writes: [
        ...writes,
        insertEvents(db, id, now, [{ entity: customer, version: company.version + 1, ...event }]),
        ...(notice ? mailNotice(db, id, now, notice) : []),
      ],
    })
    if (written.ok) return { ok: true, value: answer }
  }
  return fail({ reason: 'lost_race' })
}

/** For what owners alone may do: who was one at the door may be none by now. */
export function changeAsOwner<T>(context: Context, customer: string, owner: string, decide: Decide<T>): Promise<Result<T, MembersFailure>> {
  return changeCompany(context, customer, (company, commitId) => {
    const isOwner = company.members.some(({ user, role }) => user === owner && may(role, 'members'))
    return isOwner ? decide(company, commitId) : fail({ reason: 'lost_race' })
  })
}

/** A notice to everyone who acts for the company; each happening is its own, so the commit names it. */
export function noticeOf(
  kind: Parameters<typeof memberNotice>[0],
  customer: string,
  member: { readonly user: string; readonly name: string; readonly role: MemberRole },
  commitId: string,
): NewNotice {
  return { customer, subject: member.user, kind, cycle: commitId, body: memberNotice(kind, member.name, member.role) }
}
