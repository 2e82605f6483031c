/** Mounts the slices under /api/v1; every body is validated at the door by the schemas that also make the OpenAPI document. */
import { agreements } from './agreements/routes.ts'
import { customers } from './customers/routes.ts'
import { openDoor } from './door.ts'
import { jsonOnly, limitBody, sameOrigin } from './guards.ts'
import { doorProblem, onError } from './problem.ts'

export type { AppBindings } from './door.ts'

export function createApi() {
  const api = openDoor()
  api.onError(onError)
  api.notFound((c) => doorProblem(c, { reason: 'not_found' }))
  api.use('*', sameOrigin, limitBody, jsonOnly)
  // A line for each slice, chained, so that `Api` knows every route.
  return api //
    .route('/', customers)
    .route('/', agreements)
}

export type Api = ReturnType<typeof createApi>
