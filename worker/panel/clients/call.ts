/** One HTTP call to a panel, with its patience and its failures told apart. */
import { fail, ok, type Result } from '../../shared/result.ts'
import type { PanelFailure } from './panel.ts'

export async function call(url: string, init: RequestInit, patienceMs: number): Promise<Result<Response, PanelFailure>> {
  let response: Response
  try {
    response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return fail({ reason: timedOut ? 'panel_timeout' : 'panel_unreachable', detail: error instanceof Error ? error.name : 'unknown' })
  }
  if (response.ok) return ok(response)
  await response.body?.cancel()
  const { status } = response
  if (status === 401 || status === 403) return fail({ reason: 'panel_unauthorized', detail: String(status) })
  // Standard Webhooks: whatever is no 2xx is tried again, as a 404 while the other side is deployed; 410 says that nobody is there.
  return fail({ reason: status === 410 ? 'panel_refused' : 'panel_broken', detail: String(status) })
}
