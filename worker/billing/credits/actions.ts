/** S13: money that stands on an invoice which is void for good becomes the customer's credit. */
import { moveAccount } from '../../accounts/changes.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, mailNotice } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { emptyVoidInvoice } from '../changes.ts'
import { creditOfVoid } from './changes.ts'
import { type VoidPart, voidParts } from './reads.ts'

/** What is left is found again at the next tick. */
const MOST_A_TICK = 40

export interface CreditSweepReport {
  credited: number
  /** A payment was faster. */
  lost: number
}

export async function creditVoidParts(context: Context): Promise<CreditSweepReport> {
  const report: CreditSweepReport = { credited: 0, lost: 0 }
  for (const part of await voidParts(context.db, MOST_A_TICK)) report[(await creditPart(context, part)) ? 'credited' : 'lost']++
  return report
}

/** The account's version decides the race against a payment that would make the invoice stand again. */
async function creditPart({ db, now }: Context, { account, invoice }: VoidPart): Promise<boolean> {
  const id = mint('commit', now)
  const clause = { document: 'terms', version: invoice.termsVersion, id: 'S13' }
  const notice = {
    ...{ customer: account.customer, subject: account.id, kind: 'credit_given', cycle: `${invoice.id}:${account.version}` },
    body: { clause, account: account.id, domain: account.domain, dueOn: invoice.dueOn, owedRupiah: 0, at: now, paidRupiah: invoice.parts },
  }
  const body = { clause, invoice: invoice.id, creditRupiah: invoice.parts }
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, {}), expected: 1 },
    writes: [
      emptyVoidInvoice(db, invoice.id, id),
      ...creditOfVoid(db, account, invoice, invoice.parts, now, id),
      insertEvents(db, id, now, [{ entity: account.id, version: account.version + 1, type: 'account.parts_credited', body }]),
      ...mailNotice(db, id, now, notice),
    ],
  })
  return written.ok
}
