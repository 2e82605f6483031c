/** S9: what the panel reports of an account, held against its package's capacity; the customer is warned once a crossing. */
import { eq } from 'drizzle-orm'
import { decisionsQuery } from '../../../agreements/reads.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { mint } from '../../../mint.ts'
import { catalog, policies, provider } from '../../../policies/generated.ts'
import { recordUsage } from '../../changes.ts'
import type { Usage } from '../../clients/panel.ts'
import type { PanelFacts } from '../../reads.ts'
import { GIGABYTE } from '../../rules/backup.ts'
import { decideUsage } from '../../rules/usage.ts'
import { panelAccounts } from '../../tables.ts'
import { moveLevels, tellCustomer } from '../changes.ts'
import { boundVersion } from '../rules/bound.ts'
import { usageWarning } from '../rules/notices.ts'

/** @returns how many warnings went out. */
export async function noteUsage(context: Context, { account, customer, package: item }: PanelFacts, usage: Usage): Promise<number> {
  const { db, now } = context
  const id = mint('commit', now)
  const record = recordUsage(db, account.account, now, usage)
  const quota = catalog.find((entry) => entry.id === item)?.quota
  if (quota === undefined) return (await commit(db, { id, at: now, writes: [record] })) && 0
  const [[levels], decisions] = await db.batch([levelsQuery(context, account.account), decisionsQuery(db, customer)])
  const sla = boundVersion(policies, 'sla', decisions, now, provider.timeZone)
  if (levels === undefined || sla === undefined) return 0
  const before = { disk: levels.disk ?? null, inodes: levels.inodes ?? null }
  const capacity = { disk: quota.diskGigabytes * GIGABYTE, inodes: quota.inodes }
  const decided = decideUsage({ disk: usage.diskBytes, inodes: usage.inodes }, capacity, before)
  const clause = { document: 'sla', version: sla.version, id: 'S9' } as const
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveLevels(db, id, account.account, before, decided.levels), expected: 1 },
    writes: [
      record,
      ...decided.warnings.flatMap((warning) =>
        tellCustomer(db, id, now, {
          ...{ customer, account: account.account, kind: `usage_${warning.resource}`, cycle: id, clause },
          told: usageWarning(account.domain, warning),
        }),
      ),
    ],
  })
  return written.ok ? decided.warnings.length : 0
}

function levelsQuery({ db }: Context, account: string) {
  return db
    .select({ disk: panelAccounts.diskLevel, inodes: panelAccounts.inodesLevel })
    .from(panelAccounts)
    .where(eq(panelAccounts.account, account))
}
