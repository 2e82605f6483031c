/** Mounts the slices under /api/v1; every body is validated at the door by the schemas that also make the OpenAPI document. */
import { Hono } from 'hono'
import { changing } from './accounts/changing/routes.ts'
import { importing } from './accounts/importing/routes.ts'
import { purging } from './accounts/purging/routes.ts'
import { accounts } from './accounts/routes.ts'
import { agreements, wellKnownKeys } from './agreements/routes.ts'
import { libraryDoor, signInDoor } from './auth/routes.ts'
import { checkout } from './billing/checkout/routes.ts'
import { credits } from './billing/credits/routes.ts'
import { webhooks } from './billing/gateways/webhook.ts'
import { orders } from './billing/orders/routes.ts'
import { invoices } from './billing/routes.ts'
import { members } from './customers/members/routes.ts'
import { customers } from './customers/routes.ts'
import { type AppBindings, openDoor } from './door.ts'
import { jsonOnly, limitBody, sameOrigin, wholeCharacters } from './guards.ts'
import { notices } from './notices/routes.ts'
import { openApiDocument } from './openapi.ts'
import { backups } from './panel/backups/routes.ts'
import { doorProblem, onError } from './problem.ts'
import { desk } from './staff/desk/routes.ts'
import { beside } from './staff/files/beside-routes.ts'
import { files, looks } from './staff/files/routes.ts'
import { bounces } from './staff/mail/routes.ts'
import { refunds } from './staff/refunds/routes.ts'
import { staff } from './staff/routes.ts'

export type { AppBindings } from './door.ts'

function createApi() {
  const api = openDoor()
  api.onError(onError)
  // A line for each slice, chained, so that `Api` knows every route.
  return api //
    .route('/', signInDoor)
    .route('/', customers)
    .route('/', members)
    .route('/', agreements)
    .route('/', accounts)
    .route('/', purging)
    .route('/', importing)
    .route('/', changing)
    .route('/', checkout)
    .route('/', orders)
    .route('/', invoices)
    .route('/', credits)
    .route('/', backups)
    .route('/', notices)
    .route('/', staff)
    .route('/', files)
    .route('/', beside)
    .route('/', looks)
    .route('/', desk)
    .route('/', refunds)
    .route('/', bounces)
}

/** All of /api and the keys; the development doors come before it, the pages after. */
export function createApiDoors() {
  const api = createApi()
  const doors = new Hono<AppBindings>()
  doors.onError(onError)
  doors.use('/api/*', sameOrigin, limitBody, jsonOnly)
  for (const door of ['/api/v1/*', '/api/auth/*']) doors.use(door, wholeCharacters)
  doors.route('/api/v1', api)
  doors.route('/api/auth', libraryDoor)
  doors.route('/api/webhooks', webhooks)
  doors.get('/api/openapi.json', (c) => c.json(openApiDocument(api)))
  doors.route('/', wellKnownKeys)
  doors.all('/api/*', (c) => doorProblem(c, { reason: 'not_found' }))
  return doors
}

export type Api = ReturnType<typeof createApi>
