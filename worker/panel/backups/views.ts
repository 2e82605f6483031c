/** What a customer is shown of backups, restores and capacity, with every refusal ahead of the click, by the rules that then decide. */
import type { Context } from '../../context.ts'
import { provider } from '../../policies/generated.ts'
import { addDays, addMonths, dayOf } from '../../shared/calendar.ts'
import type { ProblemText, ProblemWords } from '../../shared/problem-text.ts'
import type { Failure } from '../../shared/result.ts'
import { GIGABYTE, weekStartOn } from '../rules/backup.ts'
import { levelOf } from '../rules/usage.ts'
import { refusalOf } from './actions/backup.ts'
import { quoteNow, shown } from './actions/restore.ts'
import { backupFactsOf, clauseOf, type History, isoOf, readHistory, restoreFactsOf, storedIn, usageNow } from './facts.ts'
import { BACKUP_PROBLEMS, RESTORE_PROBLEMS } from './problems.ts'
import type { BackupsView, Refusal } from './schemas.ts'

/** Undefined when the customer has no such account. */
export async function showBackups(context: Context, customer: string, id: string): Promise<BackupsView | undefined> {
  const { history } = await readHistory(context, customer, id)
  if (history === undefined) return undefined
  const { account, backups, restores } = history
  const reported = await reportedUsage(context, history)
  return {
    account: { id: account.id, domain: account.domain, package: account.package, state: account.state },
    usage: reported && gauges(history, reported, context),
    backup: backupPart(history, reported, context),
    restore: restorePart(history, context),
    stored: storedIn(history)?.id ?? null,
    backups: backups.map(({ id: backup, state, requestedAt, endedAt, bytes, why }) => ({
      ...{ id: backup, state, requestedAt: new Date(requestedAt).toISOString(), endedAt: isoOf(endedAt), bytes, why },
    })),
    restores: restores.map((row) => ({ ...shown(row), endedAt: isoOf(row.endedAt), why: row.why })),
  }
}

interface Reported {
  readonly at: number
  readonly diskBytes: number
  readonly inodes: number
}

/** As the panel was last asked; an account of which nothing is recorded is asked about now. */
async function reportedUsage(context: Context, { account, recorded, quota }: History): Promise<Reported | null> {
  if (quota === null) return null
  if (recorded && recorded.usageAt !== null && recorded.diskBytes !== null && recorded.inodes !== null) {
    return { at: recorded.usageAt, diskBytes: recorded.diskBytes, inodes: recorded.inodes }
  }
  const usage = await usageNow(context, account.id)
  return usage && { at: context.now, ...usage }
}

function gauges(history: History, { at, diskBytes, inodes }: Reported, context: Context): BackupsView['usage'] {
  const gauge = (used: number, most: number) => ({ used, most, percent: Math.floor((used * 100) / most), level: levelOf(used, most) })
  const { quota } = history
  return {
    at: new Date(at).toISOString(),
    disk: quota && gauge(diskBytes, quota.diskGigabytes * GIGABYTE),
    inodes: quota && gauge(inodes, quota.inodes),
    ...{ bytes: diskBytes, inodeCount: inodes },
    clause: clauseOf(history, 'S9', context),
  }
}

function backupPart(history: History, usage: Reported | null, context: Context): BackupsView['backup'] {
  const { perWeek, maxGigabytes, maxInodes } = history.sla.terms.backup
  const monday = weekStartOn(dayOf(context.now, provider.timeZone))
  const refusal = refusalOf(history, usage, context.now)
  return {
    clause: clauseOf(history, 'S7', context),
    perWeek,
    usedThisWeek: backupFactsOf(history, usage).acceptedOn.filter((day) => day >= monday).length,
    weekEndsOn: addDays(monday, 6),
    mostBytes: maxGigabytes * GIGABYTE,
    mostInodes: maxInodes,
    refusal: refusal && told(BACKUP_PROBLEMS, refusal, history, context),
  }
}

function restorePart(history: History, context: Context): BackupsView['restore'] {
  const { freePerMonth, pricePerGigabyteRupiah } = history.sla.terms.restore
  const first = `${dayOf(context.now, provider.timeZone).slice(0, 7)}-01`
  const quote = quoteNow(history, context.now)
  const price = quote.ok ? (quote.value.kind === 'free' ? 0 : quote.value.price) : null
  return {
    clause: clauseOf(history, 'S8', context),
    freePerMonth,
    usedThisMonth: restoreFactsOf(history).freeRequestedOn.filter((day) => day >= first).length,
    nextFreeOn: addMonths(first, 1),
    pricePerGigabyteRupiah,
    priceNowRupiah: price,
    refusal: quote.ok ? null : told(RESTORE_PROBLEMS, quote.failure, history, context),
  }
}

/** In the words in which the click would be refused. */
function told<F extends Failure & { readonly clause: string }>(
  words: ProblemWords<F>,
  failure: F,
  history: History,
  context: Context,
): Refusal {
  const text = words[failure.reason as F['reason']] as ProblemText<F>
  const nextAllowedOn = 'nextAllowedOn' in failure ? String(failure.nextAllowedOn) : null
  const { language } = context
  return {
    code: failure.reason,
    title: text.title[language],
    detail: text.detail(failure)[language],
    clause: clauseOf(history, failure.clause, context),
    nextAllowedOn,
  }
}
