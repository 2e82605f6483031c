/** Who may pass: anyone signed in, someone acting for a customer, or staff with the second factor. */
import type { Context as HonoContext } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Context } from '../context.ts'
import { may, type Permission } from '../customers/members/rules.ts'
import type { AppBindings } from '../door.ts'
import { doorProblem } from '../problem.ts'
import { sessionToken } from './cookies.ts'
import { visitorOf } from './reads.ts'
import type { CustomerVisitor, Visitor } from './visitor.ts'

type Bound<V> = AppBindings & { Variables: AppBindings['Variables'] & { visitor: V } }

async function readVisitor(c: HonoContext, { db, wallClock }: Context): Promise<Visitor | undefined> {
  const token = await sessionToken(c)
  if (token === undefined) return undefined
  return visitorOf(db, token, wallClock)
}

export const requireSignedIn = createMiddleware<Bound<Visitor>>(async (c, next) => {
  const visitor = await readVisitor(c, c.var.context)
  if (!visitor) return doorProblem(c, { reason: 'signed_out' })
  c.set('visitor', visitor)
  await next()
  return undefined
})

/** Someone who acts for a customer, in a role that may do this: a customer’s door cannot open without naming what it takes. */
export const requireMember = (permission: Permission) =>
  createMiddleware<Bound<CustomerVisitor>>(async (c, next) => {
    const visitor = await readVisitor(c, c.var.context)
    if (!visitor) return doorProblem(c, { reason: 'signed_out' })
    const { customer } = visitor
    if (!customer) return doorProblem(c, { reason: 'not_a_customer' })
    const { role } = customer
    if (!may(role, permission)) return doorProblem(c, { reason: 'role_not_enough', role })
    c.set('visitor', { ...visitor, customer })
    await next()
    return undefined
  })

/** Staff in a session that itself began with the second factor; in development too. */
export const requireStaff = createMiddleware<Bound<Visitor>>(async (c, next) => {
  const visitor = await readVisitor(c, c.var.context)
  if (!visitor) return doorProblem(c, { reason: 'signed_out' })
  if (visitor.user.role !== 'staff') return doorProblem(c, { reason: 'not_staff' })
  if (!visitor.user.twoFactorEnabled || !visitor.session.secondFactor) return doorProblem(c, { reason: 'second_factor_required' })
  c.set('visitor', visitor)
  await next()
  return undefined
})
