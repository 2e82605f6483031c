/** The two shapes of an outbox row of kind `mail`, checked when it is sent: a letter written at the decision, or the name of a notice. */
import * as z from 'zod'
import { LANGUAGES } from '../../../content/schema.ts'

/** Written by whoever decided; see `Mail` in db/changes.ts. */
export const ReadyMail = z.object({
  to: z.email(),
  kind: z.string(),
  language: z.enum(LANGUAGES),
  subject: z.string().min(1),
  text: z.string().min(1),
  links: z.record(z.string(), z.string()),
  attachments: z
    .array(
      z.object({
        filename: z.string(),
        contentType: z.string(),
        path: z.string().optional(),
        digest: z.string().optional(),
        text: z.string().optional(),
      }),
    )
    .optional(),
})
export type ReadyMail = z.infer<typeof ReadyMail>

/** Which notice it is; its words are made from the posting in the inbox, so that both say the same. The subject is the row’s own. */
export const NoticeMail = z.object({ notice: z.object({ customer: z.string(), kind: z.string(), cycle: z.string() }) })
