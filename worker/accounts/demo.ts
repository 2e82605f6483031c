/**
 * Development: an account as an order and an invoice run will one day make it, one month or 14 days before a due date of choice.
 * What happens to it afterwards is the real sweep's doing. Mounted in development only.
 */
import * as z from 'zod'
import { insertInvoice } from '../billing/changes.ts'
import { issueAt } from '../billing/issue.ts'
import { renewalLine } from '../billing/rules/invoice.ts'
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents } from '../db/changes.ts'
import { mint } from '../mint.ts'
import { catalog, policies, provider } from '../policies/generated.ts'
import { inForceAt } from '../policies/rules/in-force.ts'
import { addDays, addMonths, startOfDay } from '../shared/calendar.ts'
import { insertAccount } from './changes.ts'
import { promiseBook } from './rules/promise.ts'
import { BILLING_TERMS, type BillingTerm, nextDueOn } from './rules/state.ts'

export const DemoAccount = z.strictObject({
  customer: z.string(),
  domain: z.string().min(3),
  package: z.string().describe('Id in the catalogue.'),
  term: z.enum(BILLING_TERMS).default('yearly'),
  dueOn: z.iso.date().describe('May lie in the past: the sweep then finds it on waking.'),
  termsVersion: z.string().optional().describe('Absent: the version in force when the invoice is issued.'),
})
export type DemoAccount = z.infer<typeof DemoAccount>

const promises = promiseBook(policies, provider)

/** @returns the ids of the account and of its unpaid invoice. Throws on what the catalogue or the terms do not have. */
export async function openDemoAccount(
  { db }: Context,
  input: DemoAccount,
): Promise<{ account: string; invoice: string; issuedAt: string }> {
  const { dueOn, term } = input
  const issuedOn = term === 'monthly' ? addDays(dueOn, -14) : addMonths(dueOn, -1)
  const at = startOfDay(issuedOn, provider.timeZone)
  const version = input.termsVersion ?? inForceAt(policies, 'terms', at, 'new', provider.timeZone)?.version ?? ''
  if (promises(version) === undefined) throw new Error(`no terms of version “${version}”`)
  const ids = { account: mint('account', at), invoice: mint('invoice', at), commit: mint('commit', at) }
  const anniversaryDay = Number(dueOn.slice(8))
  const due = line(input, term)
  const written = await commit(db, {
    id: ids.commit,
    at,
    writes: [
      insertAccount(db, {
        ...{ id: ids.account, customer: input.customer, package: input.package, domain: input.domain, state: 'active', term },
        ...{ anniversaryDay, dueOn, openInvoice: ids.invoice, nextAction: 'review', nextActionAt: at },
        ...{ createdAt: at, commitId: ids.commit },
      }),
      insertInvoice(issueAt(at, ids.commit), {
        ...{ id: ids.invoice, account: ids.account, customer: input.customer, kind: 'renewal', dueOn, termsVersion: version },
        ...{ period: { from: dueOn, to: nextDueOn(dueOn, term, anniversaryDay) }, lines: [due], amount: due.gross },
      }),
      insertEvents(db, ids.commit, at, [
        {
          entity: ids.account,
          version: 1,
          type: 'account.opened',
          body: { clause: { document: 'terms', version, id: 'S2' }, dueOn, invoice: ids.invoice, package: input.package },
        },
      ]),
    ],
  })
  if (!written.ok) throw new Error('an id was taken')
  return { account: ids.account, invoice: ids.invoice, issuedAt: new Date(at).toISOString() }
}

function line({ package: item, dueOn }: DemoAccount, term: BillingTerm) {
  const price = catalog.find((entry) => entry.id === item)?.priceRupiah[term]
  if (price === undefined) throw new Error(`the catalogue has no ${term} price for “${item}”`)
  return renewalLine(item, price, provider.tax, { from: dueOn, to: nextDueOn(dueOn, term, Number(dueOn.slice(8))) })
}
