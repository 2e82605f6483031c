/** Shapes that the descriptions of many doors share. */
import * as z from 'zod'

export const json = <S extends z.ZodType>(schema: S, description: string) => ({ content: { 'application/json': { schema } }, description })
export const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } }) as const
export const idParams = z.object({ id: z.string().max(100) })
/** A verb that needs no words. A body is asked for nevertheless: without one not every client names its type. */
export const Nothing = z.strictObject({})

/** That it is there says `requireKey`, whose answer tells what it is for. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z.string().min(8).max(128).optional().describe('Repeats of a request with the same key and body get the same answer.'),
})
