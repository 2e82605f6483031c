import * as z from 'zod'

export const json = <S extends z.ZodType>(schema: S, description: string) => ({ content: { 'application/json': { schema } }, description })
export const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })
export const idParams = z.object({ id: z.string().max(100) })
export const placeQuery = z.object({ after: z.string().max(300).optional().describe('`next` of the page before.') })
/** A verb that needs no words. A body is asked for nevertheless: without one not every client names its type. */
export const Nothing = z.strictObject({})
