/** Every customer is told of every version once, before it can bind them (P5, S24; UU PDP art. 21(2)). */
import { decisionsOfQuery } from '../agreements/reads.ts'
import { ContractDocument } from '../agreements/schemas.ts'
import { commitMany, type Decision } from '../bulk-commit.ts'
import type { Context } from '../context.ts'
import { mint } from '../mint.ts'
import { cite } from '../policies/rules/cite.ts'
import { newsFor, newsWords, publishedBy } from '../policies/rules/news.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'
import { canonical } from '../shared/canonical.ts'
import { markTold } from './changes.ts'
import { type Untold, untoldQuery } from './reads.ts'
import { customers } from './tables.ts'

export interface Announcing {
  readonly policies: readonly PolicyVersion[]
  readonly timeZone: string
}

/** The notice of several versions may come to 2 KB, and D1 takes 2 MB a parameter. */
const MOST_A_ROUND = 500
/** 6 queries a round, and one invocation may make 1,000. */
const MOST_ROUNDS = 20

/** Cost follows who is yet to be told: nobody, and one empty look into the index is all. @returns how many customers were looked at. */
export async function announceVersions(context: Context, { policies, timeZone }: Announcing): Promise<{ told: number }> {
  const { db, env, now } = context
  const published = publishedBy(policies, now, timeZone)
  let told = 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const due = await untoldQuery(db, published.length, MOST_A_ROUND)
    if (due.length === 0) break
    const ids = due.map(({ id }) => id)
    const decisions = Map.groupBy(await decisionsOfQuery(db, ids), ({ customer }) => customer)
    const commitId = mint('commit', now)
    const { moved } = await commitMany(db, {
      ...{ id: commitId, at: now, table: customers },
      move: (rows) => markTold(rows, commitId),
      decisions: due.map((one) =>
        tell(
          one,
          newsFor(published, { createdAt: one.createdAt, decisions: decisions.get(one.id) ?? [] }, now, timeZone),
          published.length,
        ),
      ),
      isMailed: env.MAIL_TRANSPORT !== undefined,
    })
    told += moved
    if (due.length < MOST_A_ROUND || moved === 0) break
  }
  return { told }
}

function tell({ id, version }: Untold, news: readonly PolicyVersion[], versionsTold: number): Decision {
  const cited = citation(news)
  const named = news.map(({ document, version: label }) => ({ document, version: label }))
  const row = { id, version, set: { versionsTold } }
  if (news.length === 0) return { ...row, event: null, notice: null }
  return {
    ...row,
    event: { type: 'versions.announced', body: canonical({ versions: named, ...cited }) },
    notice: {
      ...{ customer: id, kind: 'new_version' },
      cycle: named.map((one) => `${one.document}@${one.version}`).join(' '),
      body: canonical({ ...newsWords(news, ContractDocument.options), ...cited }),
    },
  }
}

/** The clause that promises the notice, of the first announced version that has it. */
function citation(news: readonly PolicyVersion[]) {
  for (const id of ['P5', 'S24', 'S1']) {
    const version = news.find(({ clauses }) => clauses.some((clause) => clause.id === id))
    if (version) return { clause: cite(version, id, 'id') }
  }
  return {}
}
