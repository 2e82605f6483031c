/**
 * Door of the Workflow that deletes (S11): one step a part, each tried again by itself, and resumed after a crash where it stopped.
 * What it remembers is a convenience; what happened stands in the database, which every step asks first.
 */
import type { CloudflareWorkersModule } from '@cloudflare/workers-types'
import type { ContextNow } from '../../delivery.ts'
import { deletePart } from './actions/delete.ts'
import { completePurge, reportFailedPurge } from './actions/finish.ts'
import { DELETIONS, type Ending } from './rules/steps.ts'

/** 1, 2, 4 … minutes, together about an hour; a panel that is away for longer is a task for staff. */
const PATIENT = { retries: { limit: 6, delay: '1 minute', backoff: 'exponential' }, timeout: '5 minutes' } as const

/** Reads the clock anew at every step: hours may pass between two of them. */
export async function runPurge(
  step: Pick<CloudflareWorkersModule.WorkflowStep, 'do'>,
  contextNow: ContextNow,
  ending: Ending,
): Promise<string> {
  try {
    for (const part of DELETIONS) {
      const outcome = await step.do(part, PATIENT, async () => deletePart(await contextNow(), ending, part))
      if (outcome === 'stopped') return outcome
    }
    return await step.do('finish', PATIENT, async () => completePurge(await contextNow(), ending))
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    return step.do('report', PATIENT, async () => reportFailedPurge(await contextNow(), ending, reason))
  }
}
