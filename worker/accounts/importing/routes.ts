/** Doors of imports, for staff. */
import { createRoute } from '@hono/zod-openapi'
import type { Localized } from '../../../content/schema.ts'
import { requireStaff } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { policies } from '../../policies/generated.ts'
import { versionsOf } from '../../policies/rules/version.ts'
import { refuse } from '../../problem.ts'
import { DOOR_PROBLEMS } from '../../problem-words.ts'
import { body, IdempotencyHeaders, json } from '../../shapes.ts'
import { ACCOUNT_COLUMNS, CUSTOMER_COLUMNS } from '../rules/import-columns.ts'
import { importCustomers, previewImport } from './actions.ts'
import { IMPORT_PROBLEMS } from './problems.ts'
import { ImportForm, ImportReport, NewImport } from './schemas.ts'

const getForm = createRoute({
  method: 'get',
  path: '/staff/imports/form',
  summary: 'The columns of both files, and the versions that customers can be said to have agreed to',
  middleware: [requireStaff] as const,
  responses: { 200: json(ImportForm, 'Columns in words of the reader’s language; versions oldest first.') },
})

const postImport = createRoute({
  method: 'post',
  path: '/staff/imports',
  summary: 'Import existing customers, accounts and due dates, or try it without writing anything (S1, S13)',
  middleware: [requireStaff] as const,
  request: { headers: IdempotencyHeaders, body: body(NewImport) },
  responses: {
    200: json(ImportReport, 'A dry run: what would be imported, or each problem.'),
    201: json(ImportReport, 'Imported, now or earlier; whole, never in part.'),
  },
})

type Columns = Readonly<Record<string, { readonly needed: boolean; readonly means: Localized }>>
const told = (columns: Columns, language: 'id' | 'en') =>
  Object.entries(columns).map(([name, { needed, means }]) => ({ name, needed, means: means[language] }))

const labels = (document: 'terms' | 'sla' | 'privacy' | 'cookies') => versionsOf(policies, document).map(({ version }) => version)

export const importing = openDoor()
  .openapi(getForm, (c) => {
    const { language } = c.var.context
    const columns = { customers: told(CUSTOMER_COLUMNS, language), accounts: told(ACCOUNT_COLUMNS, language) }
    const versions = { terms: labels('terms'), sla: labels('sla'), privacy: labels('privacy'), cookies: labels('cookies') }
    return c.json({ columns, versions }, 200)
  })
  .openapi(postImport, async (c) => {
    const input = c.req.valid('json')
    if (input.dryRun) {
      const preview = await previewImport(c.var.context, input)
      return preview.ok ? c.json(preview.value, 200) : refuse(c, IMPORT_PROBLEMS, preview.failure)
    }
    const key = c.req.valid('header')['idempotency-key']
    if (key === undefined) return refuse(c, DOOR_PROBLEMS, { reason: 'idempotency_key_missing' })
    const made = await importCustomers(c.var.context, c.var.visitor.user.id, input, key)
    return made.ok ? c.json(made.value, 201) : refuse(c, IMPORT_PROBLEMS, made.failure)
  })
