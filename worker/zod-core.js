export * from '../node_modules/zod/v4/core/index.js'
export const locales = {}
export const toJSONSchema = undefined
