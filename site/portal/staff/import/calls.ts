import type { InferRequestType, InferResponseType } from 'hono/client'
import { answerOf } from '../../answers.ts'
import { api, keyed } from '../../calls.ts'

const { imports } = api.staff

export type Form = InferResponseType<typeof imports.form.$get>
export type Input = InferRequestType<typeof imports.$post>['json']
export type Report = InferResponseType<typeof imports.$post>

export const importForm = () => answerOf(() => imports.form.$get())
export const sendImport = (json: Input, key: string) => answerOf(() => imports.$post({ json, ...keyed(key) }))
