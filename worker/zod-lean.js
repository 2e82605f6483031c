import * as core from './zod-core.js'

/** What nobody here calls: the languages of messages, and reading and writing JSON Schema. */
export * from '../node_modules/zod/v4/classic/external.js'
export const locales = {}
export const fromJSONSchema = undefined
export const toJSONSchema = undefined
export { core }
