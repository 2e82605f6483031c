/**
 * A provider's existing customers and accounts, as rows of two CSV files (P11, S1, S13, S14). Everything is decided here before
 * anything is written: facts, or problems with the line to look at. A file with a problem is not imported, not even in part.
 */
import type { Document } from '../../../content/schema.ts'
import type { Decision as Agreement } from '../../policies/rules/binding.ts'
import { type PolicyVersion, versionNamed } from '../../policies/rules/version.ts'
import type { Day, Instant } from '../../shared/calendar.ts'
import { type ImportedAccount, readAccount } from './import-accounts.ts'
import { ACCOUNT_COLUMNS, CUSTOMER_COLUMNS } from './import-columns.ts'
import { type ImportedCustomer, readCustomer } from './import-customers.ts'
import type { ImportContext, Problem, Row } from './import-rows.ts'

export interface ImportPlan {
  readonly customers: readonly ImportedCustomer[]
  readonly accounts: readonly ImportedAccount[]
  /** In order of file and line; empty: the import may run. */
  readonly problems: readonly Problem[]
}

/** Whether the first line names every column that is needed and none that is unknown. */
export function checkHeader(file: Problem['file'], found: readonly string[]): Problem[] {
  const columns: Readonly<Record<string, { readonly needed: boolean }>> = file === 'customers' ? CUSTOMER_COLUMNS : ACCOUNT_COLUMNS
  const seen = new Set<string>()
  const problem = (column: string, reason: 'column_missing' | 'column_unknown' | 'column_twice'): Problem => ({
    file,
    line: 1,
    column,
    reason,
  })
  return [
    ...Object.entries(columns).flatMap(([name, { needed }]) => (needed && !found.includes(name) ? [problem(name, 'column_missing')] : [])),
    ...found.filter((name) => !Object.hasOwn(columns, name)).map((name) => problem(name.slice(0, 60), 'column_unknown')),
    ...found.filter((name) => seen.has(name) || !seen.add(name)).map((name) => problem(name.slice(0, 60), 'column_twice')),
  ]
}

/** Lines after the first in which a value stands that may stand once. */
function repeated(file: Problem['file'], column: string, rows: readonly { line: number; value: string }[]): Problem[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ line, value }) => {
    const firstLine = first.get(value)
    if (firstLine !== undefined) return [{ file, line, column, reason: 'repeated', firstLine } as const]
    first.set(value, line)
    return []
  })
}

/** By file and line, so that whoever corrects the files goes through them once. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const order = ({ file, line }: Problem) => (file === 'customers' ? 0 : 1e9) + line
  return problems.toSorted((a, b) => order(a) - order(b))
}

/** P11, S13, S14: what an import of these rows would do. The same rows on the same day give the same plan, so a dry run is the plan. */
export function planImport(customerRows: readonly Row[], accountRows: readonly Row[], context: ImportContext): ImportPlan {
  const readCustomers = customerRows.map((row) => readCustomer(row, context))
  const readAccounts = accountRows.map((row) => readAccount(row, context))
  const customers = readCustomers.flatMap((read) => (read.ok ? [read.value] : []))
  const accounts = readAccounts.flatMap((read) => (read.ok ? [read.value] : []))
  // A customer whose own line has a problem is known all the same: one problem is not told twice.
  const refs = new Set(customerRows.map(({ cells }) => cells['ref']?.trim()))
  const problems: Problem[] = [
    ...readCustomers.flatMap((read) => (read.ok ? [] : read.failure.problems)),
    ...repeated(
      'customers',
      'ref',
      customers.map(({ line, ref }) => ({ line, value: ref })),
    ),
    ...repeated(
      'customers',
      'email',
      customers.map(({ line, email }) => ({ line, value: email })),
    ),
    ...customers
      .filter(({ email }) => context.emailsHere.has(email))
      .map(({ line }): Problem => ({ file: 'customers', line, column: 'email', reason: 'email_here_already' })),
    ...readAccounts.flatMap((read) => (read.ok ? [] : read.failure.problems)),
    ...accounts
      .filter(({ customer }) => !refs.has(customer))
      .map(({ line }): Problem => ({ file: 'accounts', line, column: 'customer', reason: 'unknown_customer' })),
    ...repeated(
      'accounts',
      'domain',
      accounts.map(({ line, domain }) => ({ line, value: domain })),
    ),
    ...accounts
      .filter(({ domain }) => context.domainsHere.has(domain))
      .map(({ line }): Problem => ({ file: 'accounts', line, column: 'domain', reason: 'domain_here_already' })),
    ...repeated(
      'accounts',
      'username',
      accounts.flatMap(({ line, username }) => (username === null ? [] : [{ line, value: username }])),
    ),
    ...accounts
      .filter(({ username }) => username !== null && context.usernamesHere.has(username))
      .map(({ line }): Problem => ({ file: 'accounts', line, column: 'username', reason: 'username_here_already' })),
  ]
  return { customers, accounts, problems: inOrder(problems) }
}

/**
 * S1, S24: what the provider says its customers had agreed to elsewhere. It binds as `asserted` and is never shown as accepted; the
 * versions named must be published. A document that is not named binds nobody until it is accepted.
 */
export function assertions(
  policies: readonly PolicyVersion[],
  named: { readonly [D in Document]?: Day },
  at: Instant,
): { decisions: readonly Agreement[]; unknown: readonly { document: Document; version: Day }[] } {
  const pairs = (['terms', 'sla', 'privacy', 'cookies'] as const).flatMap((document) => {
    const version = named[document]
    return version === undefined ? [] : [{ document, version }]
  })
  const isKnown = ({ document, version }: (typeof pairs)[number]) => versionNamed(policies, document, version) !== undefined
  return {
    decisions: pairs.filter(isKnown).map((pair) => ({ ...pair, decision: 'asserted', decidedAt: at })),
    unknown: pairs.filter((pair) => !isKnown(pair)),
  }
}
