/**
 * Brings a provider's existing customers and accounts here (S1, S13, P11): decided whole before anything is written, then written in one
 * commit. The same files are imported once, whoever sends them again and however often.
 */
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { transferNotice } from '../../customers/mails.ts'
import { answerQuery, hex, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import { mint } from '../../mint.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import { cite } from '../../policies/rules/cite.ts'
import { inForceAt } from '../../policies/rules/in-force.ts'
import { type PolicyVersion, versionNamed } from '../../policies/rules/version.ts'
import { dayOf, startOfDay } from '../../shared/calendar.ts'
import { canonical } from '../../shared/canonical.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { assertions, checkHeader, type ImportPlan, inOrder, planImport } from '../rules/import.ts'
import { readCsv } from '../rules/import-csv.ts'
import type { Problem } from '../rules/import-rows.ts'
import { problemText } from '../rules/import-words.ts'
import { parseDomain } from '../rules/order-domain.ts'
import { insertImport } from './changes.ts'
import type { ImportFailure } from './problems.ts'
import { readHere } from './reads.ts'
import { type CustomerRecords, type ImportFacts, recordsOf } from './records.ts'
import { type ImportReport, MOST_ACCOUNTS, MOST_CUSTOMERS, type NewImport } from './schemas.ts'

const { timeZone } = provider

interface Prepared {
  readonly plan: ImportPlan
  readonly report: ImportReport
  readonly asserted: readonly PolicyVersion[]
  readonly terms: PolicyVersion
}

/** What an import of these files would do, and every problem that keeps it from being done. Nothing is written. */
export async function previewImport(context: Context, input: NewImport): Promise<Result<ImportReport, ImportFailure>> {
  const prepared = await prepare(context, input)
  return prepared.ok ? ok(prepared.value.report) : prepared
}

/** @param by id of the staff user. */
export async function importCustomers(
  context: Context,
  by: string,
  input: NewImport,
  key: string,
): Promise<Result<ImportReport, ImportFailure>> {
  const { db, now } = context
  const request = await keyedRequest(context, by, 'POST /staff/imports', key, input)
  const again = repeated<ImportReport>(request, await answerQuery(db, request, now))
  if (again) return again
  const prepared = await prepare(context, input)
  if (!prepared.ok) return prepared
  const { plan, report, asserted, terms } = prepared.value
  if (report.imported) return ok(report)
  if (report.problems.length > 0) return fail({ reason: 'import_has_problems', problems: report.problems })
  const privacy = inForceAt(policies, 'privacy', now, 'new', timeZone)
  if (privacy === undefined) throw new Error('no privacy terms are in force')
  const commitId = mint('commit', now)
  const facts: ImportFacts = { digest: report.digest, commitId, by, asserted, terms, privacy }
  const records = recordsOf(context, facts, plan)
  const answer = { ...report, imported: true, importedAt: new Date(now).toISOString() }
  const record = {
    ...{ digest: report.digest, importedAt: now, importedBy: by, versions: canonical(input.versions) },
    ...{ customers: report.customers, accounts: report.accounts, commitId },
  }
  const told = records.map((one) => transferTold(one, facts, now))
  const written = await commit(db, {
    id: commitId,
    at: now,
    writes: [...rememberAnswer(db, request, now, 201, answer), ...insertImport(db, record, records, told)],
  })
  if (written.ok) return ok(answer)
  // The same files were faster a moment ago: they are here, and that is all that was wanted.
  const after = await prepare(context, input)
  return after.ok && after.value.report.imported ? ok(after.value.report) : written
}

/** P7: every customer is told that data crosses borders. */
function transferTold({ customer: { id } }: CustomerRecords, { privacy, commitId }: ImportFacts, now: number) {
  const body = JSON.stringify({ ...transferNotice(privacy.paths), clause: cite(privacy, 'P7', 'id') })
  return { customer: id, subject: id, kind: 'data_transfer', cycle: privacy.version, postedAt: now, countsFrom: now, body, commitId }
}

async function prepare(context: Context, input: NewImport): Promise<Result<Prepared, ImportFailure>> {
  const { db, now, language } = context
  const versions = checkVersions(input, now)
  if (!versions.ok) return versions
  const { terms, asserted, minimumAge } = versions.value
  const customers = readCsv('customers', input.customers)
  const accounts = readCsv('accounts', input.accounts)
  const tooMany = [
    { file: 'customers' as const, found: customers.rows.length + customers.problems.length, most: MOST_CUSTOMERS },
    { file: 'accounts' as const, found: accounts.rows.length + accounts.problems.length, most: MOST_ACCOUNTS },
  ].find(({ found, most }) => found > most)
  if (tooMany) return fail({ reason: 'too_many_rows', ...tooMany })
  const headers = [
    ...checkHeader('customers', customers.header),
    ...(accounts.header.length > 0 ? checkHeader('accounts', accounts.header) : []),
  ]
  const digest = await digestOf(input)
  const cells = (rows: typeof customers.rows, column: string) => rows.map((row) => (row.cells[column] ?? '').trim().toLowerCase())
  const { done, ...here } = await readHere(db, digest, {
    emails: cells(customers.rows, 'email'),
    domains: cells(accounts.rows, 'domain').flatMap(asStored),
    usernames: cells(accounts.rows, 'username'),
  })
  const promise = { version: terms.version, invoice: terms.terms.invoice, timeZone }
  const plan = planImport(customers.rows, accounts.rows, { now, on: dayOf(now, timeZone), catalog, promise, minimumAge, ...here })
  // With a header that does not fit, every line would have the same problem.
  const problems = done ? [] : headers.length > 0 ? headers : inOrder([...customers.problems, ...accounts.problems, ...plan.problems])
  const report: ImportReport = {
    imported: done !== undefined,
    importedAt: done ? new Date(done.importedAt).toISOString() : null,
    digest,
    customers: done?.customers ?? plan.customers.length,
    accounts: done?.accounts ?? plan.accounts.length,
    invoicesNow: plan.accounts.filter(({ invoiceNow }) => invoiceNow).length,
    withoutUsername: plan.accounts.filter(({ username }) => username === null).length,
    problems: problems.map((problem) => told(problem, language)),
  }
  return ok({ plan, report, asserted, terms: terms as PolicyVersion })
}

/** As the rule of domains writes it; one that it refuses is a problem of its own. */
function asStored(domain: string): readonly string[] {
  const parsed = parseDomain(domain)
  return parsed.ok ? [parsed.value] : []
}

const told = (problem: Problem, language: 'id' | 'en') => ({
  ...{ file: problem.file, line: problem.line, column: problem.column, reason: problem.reason },
  text: problemText(problem)[language],
})

/** A version that is not in force yet binds nobody, whatever is said of it. */
function checkVersions({ versions: given }: NewImport, now: number) {
  const named = Object.fromEntries(Object.entries(given).filter(([, version]) => version !== undefined))
  const { decisions, unknown } = assertions(policies, named, now)
  const asserted = decisions.flatMap(({ document, version }) => versionNamed(policies, document, version) ?? [])
  const early = asserted.find(({ effective }) => startOfDay(effective.new, timeZone) > now)
  const wrong = unknown[0] ?? early
  if (wrong) return fail({ reason: 'version_not_in_force' as const, document: wrong.document, version: wrong.version })
  const terms = versionNamed(policies, 'terms', given.terms)
  const privacy = given.privacy ? versionNamed(policies, 'privacy', given.privacy) : inForceAt(policies, 'privacy', now, 'new', timeZone)
  if (terms === undefined || privacy === undefined) throw new Error('no terms or privacy terms are in force')
  return ok({ terms, asserted: asserted as PolicyVersion[], minimumAge: privacy.terms.minimumAge })
}

async function digestOf({ customers, accounts, versions }: NewImport): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical({ customers, accounts, versions }))))
}
