/** What one request, tick or message is served with. Made at the entry (`entry.ts`), where the clock is read, and handed down. */
import type { D1Database, Fetcher, Queue, RateLimit, SendEmail, Workflow } from '@cloudflare/workers-types'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import type { Language } from '../content/schema.ts'
import type { Ending } from './accounts/purging/rules/steps.ts'
import type { OutboxMessage } from './db/outbox.ts'

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
  /** Carries outbox rows to their consumer. */
  readonly OUTBOX: Queue<OutboxMessage>
  /** Deletes what an ended account leaves behind, part by part (S11). */
  readonly PURGE: Workflow<Ending>
  /** Any text: what is ordered stays in the outbox, e.g. while a restored database is looked at, so that nothing is sent again. */
  readonly OUTBOX_HELD?: string
  /** How mail leaves; absent: not at all (in development it is recorded). `smtp` needs SMTP_URL, `send_email` the EMAIL binding. */
  readonly MAIL_TRANSPORT?: 'send_email' | 'smtp' | 'record'
  readonly EMAIL?: SendEmail
  /** Sender’s address; absent: the provider’s support address. */
  readonly MAIL_FROM?: string
  /** See `parseSmtpUrl`; holds the password. */
  readonly SMTP_URL?: string
  /** Which hosting panel carries accounts; absent: none, orders are only recorded. */
  readonly PANEL?: 'whm' | 'webhook' | 'none'
  /** As in https://server.example:2087, with the user and API token that act there. */
  readonly WHM_URL?: string
  readonly WHM_USER?: string
  readonly WHM_TOKEN?: string
  /** How long a panel may take to answer, in milliseconds; absent: a minute. */
  readonly PANEL_PATIENCE_MS?: string
  readonly PANEL_WEBHOOK_URL?: string
  /** One or two secrets `whsec_…` (old and new while changing over), separated by a space. */
  readonly PANEL_WEBHOOK_SECRET?: string
  /** Of Midtrans' Core API, if it is not the real one: the sandbox, or the local gateway. Without its key there is no Midtrans. */
  readonly MIDTRANS_URL?: string
  readonly MIDTRANS_SERVER_KEY?: string
  /** Of Xendit's API, if it is not the real one. Without its key and callback token there is no Xendit. */
  readonly XENDIT_URL?: string
  readonly XENDIT_SECRET_KEY?: string
  readonly XENDIT_CALLBACK_TOKEN?: string
  /** Milliseconds to wait for a gateway's answer, where 8 s do not fit. */
  readonly GATEWAY_TIMEOUT?: string
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
