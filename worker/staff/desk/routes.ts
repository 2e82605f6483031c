/** Doors of the staff's desk: what waits today, payments, unmatched money, tasks and dead letters, the breaker. */
import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { json } from '../../shapes.ts'
import { breakerDoors } from './routes/breaker.ts'
import { invoiceDoors } from './routes/invoices.ts'
import { taskDoors } from './routes/tasks.ts'
import { unmatchedDoors } from './routes/unmatched.ts'
import { Today } from './schemas/today.ts'
import { showToday } from './today.ts'

const getToday = createRoute({
  method: 'get',
  path: '/staff/today',
  summary: 'What waits for staff today',
  middleware: [requireStaff] as const,
  responses: { 200: json(Today, 'Figures, and the first few of each.') },
})

export const desk = openDoor()
  .openapi(getToday, async (c) => c.json(await showToday(c.var.context), 200))
  .route('/', invoiceDoors)
  .route('/', unmatchedDoors)
  .route('/', taskDoors)
  .route('/', breakerDoors)
