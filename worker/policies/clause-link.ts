import * as z from 'zod'
import { Document } from '../../content/schema.ts'

/** A citation in an answer of the API: which clause of which version, and where to read it. */
export const ClauseLink = z.object({ document: Document, version: z.string(), id: z.string(), href: z.string() })
