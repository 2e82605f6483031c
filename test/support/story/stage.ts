/** Where the story plays: the real Worker, a gateway, one clock for both, and what people do at the public doors. */
import type { Language } from '../../../content/schema.ts'
import { startLocalGateway } from '../gateway.ts'
import { LOCAL_GATEWAY_KEYS } from '../gateway-payment.ts'
import { type RunningWorker, startWorker } from '../worker.ts'
import { type Chronicle, openChronicle } from './chronicle.ts'
import type { Page, Words } from './page.ts'
import { officeOf, type Person, registerPerson } from './people.ts'

// Its own log between the sentences would be noise; WRANGLER_LOG=info brings it back.
process.env['WRANGLER_LOG'] ??= 'error'

export interface Stage extends Chronicle {
  readonly worker: RunningWorker
  readonly gateway: Awaited<ReturnType<typeof startLocalGateway>>
  readonly page: Page
  readonly people: Map<string, Person>
  readonly office: ReturnType<typeof officeOf>
  now(): number
  /** What the clock says and the sweep does at an instant; what came of it is told. */
  pass(at: number): Promise<void>
  say(who: string, words: Words, below?: readonly string[]): void
  join(name: string, about: Record<string, unknown>): Promise<Person>
  close(): Promise<void>
}

/** @param at “2027-03-10T09:00”, in WIB */
export const wib = (at: string) => Date.parse(`${at}:00+07:00`)

/** The story is only worth telling while it is true. */
export function expectThat(isTrue: boolean, claim: string): asserts isTrue {
  if (!isTrue) throw new Error(`The story is wrong: ${claim}`)
}

export async function openStage(page: Page, begin: number): Promise<Stage> {
  let now = begin
  const notify = { midtrans: '', xendit: '' }
  const gateway = await startLocalGateway({ notify, now: () => now })
  const keys = { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url }
  const worker = await startWorker('development', { ...keys, OUTBOX_HELD: '' })
  notify.midtrans = new URL('/api/webhooks/midtrans', worker.url).href
  notify.xendit = new URL('/api/webhooks/xendit', worker.url).href
  await worker.setClock(begin)
  const people = new Map<string, Person>()
  const chronicle = openChronicle(worker, page, people)
  const language: Language = page.language
  return {
    ...{ worker, gateway, page, people, ...chronicle },
    office: officeOf(worker, language, () => now),
    now: () => now,
    async pass(at) {
      now = at
      await worker.setClock(at)
      await worker.tick(at)
      await chronicle.catchUp()
    },
    say: (who, words, below) => page.tell(now, who, words, below),
    async join(name, about) {
      const person = await registerPerson(worker, name, about, language, now)
      people.set(name, person)
      return person
    },
    async close() {
      await worker.close()
      await gateway.close()
    },
  }
}
