/** What wrangler.toml names. The rest runs outside the Workers runtime too, where a bench wants to count. */
import { WorkflowEntrypoint } from 'cloudflare:workers'
import type { CloudflareWorkersModule } from '@cloudflare/workers-types'
import type { Ending } from './accounts/purging/rules/steps.ts'
import { runPurge } from './accounts/purging/workflow.ts'
import type { Env } from './context.ts'
import { contextNow } from './entry.ts'

/** @public */
export { default } from './entry.ts'

/** @public */
export class Purge extends WorkflowEntrypoint<Env, Ending> {
  override run({ payload }: { readonly payload: Ending }, step: CloudflareWorkersModule.WorkflowStep): Promise<string> {
    return runPurge(step, () => contextNow(this.env), payload)
  }
}
