/** What every decision about an account's backups and restores is made from, read in one transaction. */
import { decisionsQuery } from '../../agreements/reads.ts'
import type { Context } from '../../context.ts'
import { answerQuery, type KeyedRequest } from '../../db/idempotency.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import { type ClauseCitation, cite } from '../../policies/rules/cite.ts'
import { dayOf, type Instant } from '../../shared/calendar.ts'
import { panelOf } from '../clients/chosen.ts'
import type { Usage } from '../clients/panel.ts'
import { panelFacts } from '../reads.ts'
import type { BackupFacts } from '../rules/backup.ts'
import type { RestoreFacts } from '../rules/restore.ts'
import { backupsQuery, myAccountQuery, recordedUsageQuery, restoresQuery } from './reads.ts'
import { boundVersion } from './rules/bound.ts'
import { backupCounts, backupRuns, restoreCounts, restoreRuns } from './rules/states.ts'

const { timeZone } = provider
const NOBODYS: KeyedRequest = { user: '', route: '', key: '', bodyDigest: '' }

/** Undefined for another customer's account as for one that does not exist. */
export async function readHistory({ db, now }: Context, customer: string, id: string, request: KeyedRequest = NOBODYS) {
  const [answers, [account], backups, restores, decisions, [recorded]] = await db.batch([
    answerQuery(db, request, now),
    myAccountQuery(db, customer, id),
    backupsQuery(db, id),
    restoresQuery(db, id),
    decisionsQuery(db, customer),
    recordedUsageQuery(db, id),
  ])
  if (account === undefined) return { answers, history: undefined }
  const sla = boundVersion(policies, 'sla', decisions, now, timeZone)
  const terms = boundVersion(policies, 'terms', decisions, now, timeZone)
  if (sla === undefined || terms === undefined) throw new Error('no SLA or terms are in force')
  const quota = catalog.find(({ id: item }) => item === account.package)?.quota ?? null
  return { answers, history: { account, backups, restores, recorded, quota, sla, terms } }
}

export type History = NonNullable<Awaited<ReturnType<typeof readHistory>>['history']>

/** What the panel reports now; null: it does not say, or not in time. */
export async function usageNow({ db, env }: Context, account: string): Promise<Usage | null> {
  const facts = await panelFacts(db, account)
  const answer = facts && (await panelOf(env).usage(facts.account))
  return answer?.ok ? answer.value : null
}

export const storedIn = ({ backups }: Pick<History, 'backups'>) => backups.find(({ state }) => state === 'stored') ?? null

export function backupFactsOf(history: History, usage: Usage | null): BackupFacts {
  const { account, backups } = history
  return {
    state: account.state,
    openInvoice: account.openInvoice,
    usage: usage && { bytes: usage.diskBytes, inodes: usage.inodes },
    acceptedOn: backups.filter(({ state }) => backupCounts(state)).map(({ requestedAt }) => dayOf(requestedAt, timeZone)),
    last: storedIn(history)?.id ?? null,
  }
}

/** An archive whose size the panel did not tell costs nothing: what is unclear is read for the customer. */
export function restoreFactsOf(history: History): RestoreFacts {
  const { account, restores } = history
  const stored = storedIn(history)
  const free = restores.filter(({ kind, state }) => kind === 'free' && restoreCounts(state))
  return {
    state: account.state,
    openInvoice: account.openInvoice,
    archive: stored && { id: stored.id, bytes: stored.bytes ?? 0 },
    freeRequestedOn: free.map(({ requestedAt }) => dayOf(requestedAt, timeZone)),
  }
}

/** What of the account is under way at the panel, which does one thing at a time. */
export function underWay({ backups, restores }: Pick<History, 'backups' | 'restores'>): 'backup' | 'restore' | null {
  if (backups.some(({ state }) => backupRuns(state))) return 'backup'
  return restores.some(({ state }) => restoreRuns(state)) ? 'restore' : null
}

/** S15 stands in the terms, S7 to S9 in the SLA. */
export function clauseOf({ sla, terms }: History, id: string, { language }: Context): ClauseCitation {
  return id === 'S15' ? cite(terms, id, language) : cite(sla, id, language)
}

export const isoOf = (at: Instant | null) => (at === null ? null : new Date(at).toISOString())
