/** zod without its forty languages and its readers and writers of JSON Schema, which its own namespace object would carry along. */
export * from '../node_modules/zod/index.js'

import * as z from './zod.js'
import * as core from './zod-core.js'
export const locales = {}
export const fromJSONSchema = undefined
export const toJSONSchema = undefined
export { core, z, z as default }
