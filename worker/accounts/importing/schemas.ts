import * as z from 'zod'

/** How large the body of an import may be, in bytes; both files together, as JSON. */
export const MOST_IMPORT_BYTES = 262_144
export const MOST_CUSTOMERS = 500
export const MOST_ACCOUNTS = 1000

const Label = z.iso.date()

export const NewImport = z.strictObject({
  dryRun: z.boolean().describe('True: nothing is written, and every problem is told.'),
  customers: z.string().min(1).max(MOST_IMPORT_BYTES).describe('CSV with a header line.'),
  accounts: z.string().max(MOST_IMPORT_BYTES).describe('CSV with a header line; empty: customers alone.'),
  versions: z
    .strictObject({ terms: Label, sla: Label.optional(), privacy: Label.optional(), cookies: Label.optional() })
    .describe('What the customers are said to have agreed to elsewhere: the label of a published version.'),
})
export type NewImport = z.infer<typeof NewImport>

export const ImportReport = z.object({
  imported: z.boolean().describe('Whether these files are here: imported now, or earlier.'),
  importedAt: z.iso.datetime().nullable(),
  digest: z.string().describe('SHA-256 of the files and versions, hex; the same ones are imported once.'),
  customers: z.int(),
  accounts: z.int(),
  invoicesNow: z.int().describe('Accounts whose renewal invoice goes out with the next run of the sweep.'),
  withoutUsername: z.int().describe('Accounts that the hosting panel is not asked about.'),
  problems: z
    .array(
      z.object({
        file: z.enum(['customers', 'accounts']),
        line: z.int().describe('The header is line 1.'),
        column: z.string(),
        reason: z.string(),
        text: z.string().describe('In the reader’s language.'),
      }),
    )
    .describe('In the order of the files. With one of them nothing is imported.'),
})
export type ImportReport = z.infer<typeof ImportReport>

const Columns = z.array(z.object({ name: z.string(), needed: z.boolean(), means: z.string() }))
export const ImportForm = z.object({
  columns: z.object({ customers: Columns, accounts: Columns }),
  versions: z.object({
    terms: z.array(z.string()),
    sla: z.array(z.string()),
    privacy: z.array(z.string()),
    cookies: z.array(z.string()),
  }),
})
export type ImportForm = z.infer<typeof ImportForm>
