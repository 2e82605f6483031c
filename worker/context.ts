/** What one request, tick or message is served with. Made at the entry (`index.ts`), where the clock is read, and handed down. */
import type { D1Database, Fetcher, RateLimit } from '@cloudflare/workers-types'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import type { Language } from '../content/schema.ts'

export interface Env {
  readonly DB: D1Database
  readonly ASSETS: Fetcher
  readonly SIGN_IN_GUARD: RateLimit
  /** Set only by the local start command; absent in production. */
  readonly ENVIRONMENT?: 'development'
  /** Origin of the site if it differs from the provider's (local start). */
  readonly ORIGIN?: string
  /** Secret of the sign-in library, at least 32 characters. */
  readonly AUTH_SECRET: string
  /** JSON Web Key Set with private Ed25519 keys; the first signs receipts, retired ones stay for verification. */
  readonly RECEIPT_KEYS: string
}

export type Db = DrizzleD1Database & { readonly $client: D1Database }

export interface Context {
  readonly env: Env
  readonly db: Db
  /** The instant of this request or tick, epoch milliseconds. */
  readonly now: number
  /** What the clock on the wall says: sessions and sign-in tokens live by it, also where development moves `now`. */
  readonly wallClock: number
  readonly language: Language
}

export function createContext(env: Env, now: number, language: Language, wallClock: number = now): Context {
  return { env, db: drizzle(env.DB), now, wallClock, language }
}

export type Actor =
  | { readonly kind: 'customer'; readonly userId: string; readonly customerId: string; readonly sessionId: string }
  | { readonly kind: 'staff'; readonly userId: string; readonly sessionId: string }
  | { readonly kind: 'system'; readonly sweep: string }
