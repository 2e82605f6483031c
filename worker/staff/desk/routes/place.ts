import * as z from 'zod'

export const placeQuery = z.object({ after: z.string().max(300).optional().describe('`next` of the page before.') })
