/** What staff are shown of a customer whose file they opened. */
import { besideOf, violationOf } from '../../accounts/beside/reads.ts'
import { standingBlocks } from '../../accounts/purging/reads.ts'
import { holdRuns } from '../../accounts/rules/hold.ts'
import { serviceRuns } from '../../accounts/rules/lifecycle-account.ts'
import { holdOf } from '../../accounts/rules/lifecycle-row.ts'
import { listAccounts, showAccount } from '../../accounts/views.ts'
import type { Context } from '../../context.ts'
import { viewNotice } from '../../notices/rules/view.ts'
import { policies, provider } from '../../policies/generated.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { FileFailure } from './problems.ts'
import {
  accountRow,
  actsOf,
  currentLook,
  customerOfAccount,
  customerRow,
  deliveriesTo,
  looksAt,
  noticesTo,
  openTasksOf,
  paymentsOf,
  peopleOf,
} from './reads.ts'
import type { AccountFile, CustomerFile, LookView } from './schemas.ts'

const MOST_NOTICES = 50
/** Of one mail each; some notices were mailed twice. */
const MOST_DELIVERIES = 200
const MOST_LOOKS = 20

const iso = (at: number) => new Date(at).toISOString()
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** P12: a customer's file, for the staff user who has it open. */
export async function customerFile(context: Context, user: string, id: string): Promise<Result<CustomerFile, FileFailure>> {
  const { db, now } = context
  const [row, look] = await Promise.all([customerRow(db, id), currentLook(db, id, user, now)])
  if (row === undefined) return fail({ reason: 'customer_not_found' })
  if (look === undefined) return fail({ reason: 'look_required', customer: id })
  const accounts = await listAccounts(context, id)
  const [people, notices, tasks, looks] = await Promise.all([
    peopleOf(db, id),
    tellNotices(context, id),
    openTasksOf(
      db,
      id,
      accounts.map((account) => account.id),
    ),
    looksOf(context, id, MOST_LOOKS),
  ])
  const { kind, name, phone, address, country, language } = row
  return ok({
    customer: { id, kind, name, phone, address, country, language, since: iso(row.createdAt) },
    ...{ people, accounts, notices, looks },
    tasks: tasks.map((task) => ({ ...task, createdAt: iso(task.createdAt) })),
    closesAt: iso(look.until),
  })
}

/** Each notice with what became of its newest mail. */
async function tellNotices({ db, language }: Context, customer: string): Promise<CustomerFile['notices']> {
  const [notices, deliveries] = await Promise.all([noticesTo(db, customer, MOST_NOTICES), deliveriesTo(db, customer, MOST_DELIVERIES)])
  return notices.map(({ kind, subject, cycle, body, postedAt, countsFrom }) => {
    const words = viewNotice(kind, body, language, policies, provider)
    const mail = deliveries.find((one) => one.subject === subject && one.what === kind && one.cycle === cycle)
    return {
      ...{
        kind,
        subject,
        title: words?.title ?? kind,
        text: words?.text ?? '',
        postedAt: iso(postedAt),
        countsFrom: isoOrNull(countsFrom),
      },
      delivery: mail ? { outcome: mail.outcome, at: iso(mail.at), detail: mail.detail } : null,
    }
  })
}

/** Who looked, newest first; also what the customer is shown. */
export async function looksOf({ db }: Context, customer: string, most: number): Promise<LookView[]> {
  const looks = await looksAt(db, customer, most)
  return looks.map((look) => ({ ...look, at: iso(look.at), until: iso(look.until) }))
}

/** P12: one account of a customer whose file is open. */
export async function accountFile(context: Context, user: string, id: string): Promise<Result<AccountFile, FileFailure>> {
  const { db, now } = context
  const customer = await customerOfAccount(db, id)
  if (customer === undefined) return fail({ reason: 'account_not_found' })
  if ((await currentLook(db, customer, user, now)) === undefined) return fail({ reason: 'look_required', customer })
  const [row, view, blocks, acts, payments] = await Promise.all([
    accountRow(db, id),
    showAccount(context, customer, id),
    standingBlocks(db, id),
    actsOf(db, id),
    paymentsOf(db, id),
  ])
  if (row === undefined || view === undefined) return fail({ reason: 'account_not_found' })
  const hold = holdOf(row)
  const violation = violationOf(row)
  return ok({
    view,
    hold: hold && { ...hold, placedAt: iso(hold.placedAt), until: isoOrNull(hold.until), runs: holdRuns(hold, now) },
    violation: violation && { ...violation, declaredAt: iso(violation.declaredAt) },
    purgeBlocks: blocks.map(({ id: block, kind, subject, placedAt }) => ({ id: block, kind, subject, placedAt: iso(placedAt) })),
    cancellation: row.cancelAskedAt === null ? null : cancellationOf(row.cancelAskedAt, row.cancelConfirmedAt, row.cancelEndsAt),
    wish: row.nextPackage && row.nextTerm && row.nextFrom ? { package: row.nextPackage, term: row.nextTerm, from: row.nextFrom } : null,
    acts: acts.map((act) => ({ ...act, at: iso(act.at) })),
    payments: payments.map(({ amount, paidAt, recordedAt, ...payment }) => ({
      ...{ ...payment, amountRupiah: amount, paidAt: iso(paidAt), recordedAt: iso(recordedAt) },
    })),
    serviceRuns: serviceRuns(besideOf(row, blocks)),
  })
}

const cancellationOf = (asked: number, confirmed: number | null, ends: number | null) => ({
  ...{ askedAt: iso(asked), confirmedAt: isoOrNull(confirmed), endsAt: isoOrNull(ends) },
})
