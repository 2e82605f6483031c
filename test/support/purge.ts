/** Ended accounts that wait for their purge, put there by plain SQL, and what became of them. */
import type { D1Database } from '@cloudflare/workers-types'
import { panelUsername } from '../../worker/panel/rules/username.ts'
import { accountId, invoiceId, seedAccounts } from './accounts.ts'
import { rows } from './history.ts'
import { until } from './mailbox-wait.ts'

/** 20 March 2027, 00:00 WIB, and the first instant at which its data may be deleted. */
export const ENDED = Date.parse('2027-03-19T17:00:00Z')
export const FROM = ENDED + 26 * 3_600_000

export interface Ended {
  readonly account: string
  readonly invoice: string
  readonly username: string
  readonly domain: string
}

/** An account that ended with an unpaid, now void invoice; the panel still has it. */
export async function endedAccount(
  db: D1Database,
  name: string,
  { state = 'terminated' as 'terminated' | 'cancelled', paidAmount = 0, dueAt = FROM } = {},
): Promise<Ended> {
  await seedAccounts(db, { name, accounts: 1, dueOn: '2027-03-10' })
  const account = accountId(name, 1)
  const invoice = invoiceId(name, 1)
  const username = panelUsername(account)
  const ended = state === 'terminated' ? 'overdue_at = 0, suspended_at = 0, terminated_at' : 'ended_at'
  await db.batch([
    db
      .prepare(
        `UPDATE accounts SET state = ?, ${ended} = ?, open_invoice = NULL, next_action = 'purge', next_action_at = ?,
           version = version + 1, commit_id = 'com_ended' WHERE id = ?`,
      )
      .bind(state, ENDED, dueAt, account),
    db.prepare(`UPDATE invoices SET state = 'void', paid_amount = ?, commit_id = 'com_ended' WHERE id = ?`).bind(paidAmount, invoice),
    db
      .prepare(
        `INSERT INTO panel_accounts (account, username, presence, suspended, package, created_at, commit_id)
         VALUES (?, ?, 'present', 1, 'starter', 0, 'com_seed')`,
      )
      .bind(account, username),
  ])
  return { account, invoice, username, domain: `${name}1.example` }
}

export async function accountRow(db: D1Database, account: string) {
  return (await rows<Record<string, string | number | null>>(db, 'SELECT * FROM accounts WHERE id = ?', account))[0]
}

/** “step outcome” of every proof, in the order in which they were written. */
export async function proofsOf(db: D1Database, account: string): Promise<string[]> {
  const found = await rows<{ step: string; outcome: string }>(
    db,
    'SELECT step, outcome FROM purge_proofs WHERE account = ? ORDER BY at, step',
    account,
  )
  return found.map(({ step, outcome }) => `${step} ${outcome}`).sort()
}

export const purged = (db: D1Database, account: string) =>
  until(async () => (await accountRow(db, account))?.['state'] === 'purged', `the purge of ${account}`)
