/** What staff search by and what they then read of a customer; every search is answered by an index, whatever the number of customers. */
import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { accountActs } from '../../accounts/beside/tables.ts'
import { accounts } from '../../accounts/tables.ts'
import { authUser } from '../../auth/tables.ts'
import { payments } from '../../billing/tables.ts'
import type { Db } from '../../context.ts'
import { customers, memberships } from '../../customers/tables.ts'
import { runBatch } from '../../db/batch.ts'
import { deliveries, notices } from '../../db/tables.ts'
import { tasks } from '../../tasks/tables.ts'
import type { Range, SearchBy, SearchKey } from './rules.ts'
import { customerLooks } from './tables.ts'

/** More than a person reads through; who sees as many types on. */
export const MOST_FOUND = 20

export interface Hit {
  readonly by: SearchBy
  readonly customer: string
  readonly account: string | null
}

const within = (column: SQL, { from, below }: Range) => sql`${column} >= ${from} AND ${column} < ${below}`
const ofUsers = (column: SQL, range: Range) =>
  sql`SELECT m.customer, NULL AS account FROM auth_user AS u JOIN memberships AS m ON m.user = u.id WHERE ${within(column, range)} ORDER BY ${column}`

/** One way of searching, as a statement of its own. */
export function foundBy(key: SearchKey): SQL {
  return sql`${statementOf(key)} LIMIT ${MOST_FOUND + 1}`
}

function statementOf(key: SearchKey): SQL {
  switch (key.by) {
    case 'customer_id':
      return sql`SELECT id AS customer, NULL AS account FROM customers WHERE id = ${key.id}`
    case 'account_id':
      return sql`SELECT customer, id AS account FROM accounts WHERE id = ${key.id}`
    case 'invoice_id':
      return sql`SELECT customer, account FROM invoices WHERE id = ${key.id}`
    case 'invoice_number':
      return sql`SELECT customer, account FROM invoices WHERE shard = ${key.shard} AND year = ${key.year} AND serial = ${key.serial}`
    case 'payment_reference':
      return sql`SELECT a.customer, a.id AS account FROM payments AS p JOIN accounts AS a ON a.id = p.account
        WHERE ${within(sql`p.reference`, key.range)} ORDER BY p.reference`
    case 'domain':
      return sql`SELECT customer, id AS account FROM accounts WHERE ${within(sql`domain`, key.range)} ORDER BY domain`
    case 'email':
      return ofUsers(sql`u.email`, key.range)
    case 'user_id':
      return ofUsers(sql`u.username`, key.range)
    case 'name':
      return sql`SELECT id AS customer, NULL AS account FROM customers
        WHERE ${within(sql`name COLLATE NOCASE`, key.range)} ORDER BY name COLLATE NOCASE`
  }
}

export async function findHits(db: Db, keys: readonly SearchKey[]): Promise<Hit[]> {
  const answers = await runBatch(db, keys.map(foundBy))
  return answers.flatMap(({ results }, index) => {
    const by = keys[index]?.by
    return by === undefined ? [] : (results as Omit<Hit, 'by'>[]).map((hit) => ({ ...hit, by }))
  })
}

const listed = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

export function namesOf(db: Db, ids: readonly string[]) {
  const { id, kind, name } = customers
  return db
    .select({ id, kind, name })
    .from(customers)
    .where(sql`${id} IN ${listed(ids)}`)
}

/** The accounts that were found, and the first few of each customer: whoever has a thousand is shown by some. */
export function someAccountsOf(db: Db, ids: readonly string[], found: readonly string[], most: number) {
  const { id, customer, domain, state, violationAt } = accounts
  const first = sql`SELECT few.id FROM json_each(${JSON.stringify(ids)}) AS one
    JOIN accounts AS few ON few.id IN (SELECT id FROM accounts WHERE customer = one.value ORDER BY id LIMIT ${most})`
  return db
    .select({ id, customer, domain, state, violationAt })
    .from(accounts)
    .where(sql`${id} IN (${first} UNION SELECT value FROM json_each(${JSON.stringify(found)}))`)
}

export async function customerRow(db: Db, id: string) {
  const [row] = await db.select().from(customers).where(eq(customers.id, id))
  return row
}

export async function customerOfAccount(db: Db, account: string): Promise<string | undefined> {
  const [row] = await db.select({ customer: accounts.customer }).from(accounts).where(eq(accounts.id, account))
  return row?.customer
}

/** The look by which this staff user has the file open. */
export async function currentLook(db: Db, customer: string, user: string, now: number) {
  const [row] = await db
    .select()
    .from(customerLooks)
    .where(and(eq(customerLooks.customer, customer), eq(customerLooks.user, user), gt(customerLooks.until, now)))
    .orderBy(desc(customerLooks.until))
    .limit(1)
  return row
}

export function looksAt(db: Db, customer: string, most: number) {
  const { id, category, words, at, until } = customerLooks
  return db
    .select({ id, category, words, at, until, who: authUser.name })
    .from(customerLooks)
    .innerJoin(authUser, eq(authUser.id, customerLooks.user))
    .where(eq(customerLooks.customer, customer))
    .orderBy(desc(customerLooks.until), desc(customerLooks.id))
    .limit(most)
}

export function peopleOf(db: Db, customer: string) {
  const { name, email, username: userId, emailVerified } = authUser
  const { role, authority } = memberships
  return db
    .select({ name, email, userId, emailVerified, role, authority })
    .from(memberships)
    .innerJoin(authUser, eq(authUser.id, memberships.user))
    .where(eq(memberships.customer, customer))
}

/** What became of a customer's mail, newest first. */
export function deliveriesTo(db: Db, customer: string, most: number) {
  const { subject, what, cycle, outcome, at, detail } = deliveries
  return db
    .select({ subject, what, cycle, outcome, at, detail })
    .from(deliveries)
    .where(and(eq(deliveries.customer, customer), eq(deliveries.kind, 'mail')))
    .orderBy(desc(deliveries.at))
    .limit(most)
}

export function noticesTo(db: Db, customer: string, most: number) {
  return db.select().from(notices).where(eq(notices.customer, customer)).orderBy(desc(notices.postedAt), notices.kind).limit(most)
}

/** Open tasks about the customer or one of the customer's accounts. */
export function openTasksOf(db: Db, customer: string, subjects: readonly string[]) {
  const { id, kind, subject, createdAt } = tasks
  return db
    .select({ id, kind, subject, createdAt })
    .from(tasks)
    .where(
      sql`${id} IN (SELECT id FROM tasks WHERE customer = ${customer} AND done_at IS NULL
        UNION SELECT id FROM tasks WHERE subject IN ${listed([customer, ...subjects])} AND done_at IS NULL)`,
    )
    .orderBy(desc(createdAt))
}

export async function accountRow(db: Db, id: string) {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id))
  return row
}

export function actsOf(db: Db, account: string) {
  const { commitId: id, act, reason, evidence, at } = accountActs
  return db
    .select({ id, act, reason, evidence, at, who: authUser.name })
    .from(accountActs)
    .innerJoin(authUser, eq(authUser.id, accountActs.user))
    .where(eq(accountActs.account, account))
    .orderBy(desc(accountActs.at))
}

export function paymentsOf(db: Db, account: string) {
  const { id, invoice, amount, paidAt, recordedAt, method, reference, effect } = payments
  return db
    .select({ id, invoice, amount, paidAt, recordedAt, method, reference, effect })
    .from(payments)
    .where(sql`${invoice} IN (SELECT id FROM invoices WHERE account = ${account})`)
    .orderBy(desc(paidAt))
}
