/** zod without what its own namespace object would carry along into the bundle: 66 of its 100 KiB, compressed. */
import * as z from './zod-lean.js'

export * from './zod-lean.js'
export { z, z as default }
