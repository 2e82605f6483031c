/** What the system did by itself: read from time lines, inboxes and sent mail as anybody would, and told once. */
import { provider } from '../../../worker/policies/generated.ts'
import type { RunningWorker } from '../worker.ts'
import type { Page } from './page.ts'
import type { Person } from './people.ts'

interface Clause {
  readonly document: string
  readonly version: string
  readonly id: string
  readonly href: string
}
interface Told {
  readonly at: number
  readonly who: string
  /** Of a notice; its mail has the same. */
  readonly title: string | null
  readonly text: string
  readonly clause: Clause | null
}
interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly status: string
  readonly createdAt: number
}

export interface Chronicle {
  /** Tells what is new; asks nobody anything while no mail went out and nothing was done. */
  catchUp(): Promise<void>
  /** People did something: what came of it is looked up at the next occasion. */
  stir(): void
}

export const clauseLine = ({ id, version, href }: Clause) => `${id} · ${version} · ${new URL(href, provider.origin).href}`

export function openChronicle(worker: RunningWorker, page: Page, people: Map<string, Person>): Chronicle {
  const told = new Set<string>()
  let isStirred = false
  const isNew = (key: string) => !told.has(key) && told.add(key) !== undefined

  /** Staff of the test support are customers too; their mail is no part of the story. */
  const isOfStory = ({ to, status }: Mail) => status === 'sent' && !/^budi\d+x/.test(to)

  const mails = async () => {
    const all = (await (await worker.fetch('/api/dev/mail')).json()) as Mail[]
    return all.filter(isOfStory)
  }

  async function newsOf({ name, ...person }: Person): Promise<Told[]> {
    const accounts = (await person.get('/accounts')) as { id: string; domain: string }[]
    const lines = await Promise.all(accounts.map(({ id }) => person.get(`/accounts/${id}`)))
    const points = lines.flatMap(({ account, timeline }) =>
      timeline.past
        .filter((point: { kind: string; at: string }) => isNew(`${account.id} ${point.kind} ${point.at}`))
        .map((point: { at: string; text: string; clause: Clause | null }) => ({
          ...{ at: Date.parse(point.at), who: name, title: null, clause: point.clause },
          text: `${account.domain}: ${point.text}`,
        })),
    )
    const inbox = (await person.get('/notices')) as {
      kind: string
      subject: string
      title: string
      text: string
      postedAt: string
      clause: Clause | null
    }[]
    const notices = inbox
      .filter((notice) => isNew(`${notice.kind} ${notice.subject} ${notice.postedAt}`))
      .map(({ title, text, postedAt, clause }) => ({ at: Date.parse(postedAt), who: name, title, text: `“${title}” ${text}`, clause }))
    return [...points, ...notices.reverse()]
  }

  return {
    stir() {
      isStirred = true
    },
    async catchUp() {
      const posted = (await mails()).filter(({ id }) => isNew(id)).reverse()
      if (posted.length === 0 && !isStirred) return
      isStirred = false
      const own = [...people.values()].filter(({ customer }) => customer !== null)
      const news = (await Promise.all(own.map(newsOf))).flat().sort((a, b) => a.at - b.at)
      for (const { at, who, title, text, clause } of news) {
        const sent = posted.filter(({ subject }) => subject === title && isNew(`told ${subject} ${at} ${who}`))
        const cited = clause ? [`§ ${clauseLine(clause)}`] : []
        page.tell(at, who, { id: text, en: text }, [...cited, ...sent.map(({ to }) => `✉ ${to}`)])
        for (const mail of sent) posted.splice(posted.indexOf(mail), 1)
      }
      for (const { to, subject, createdAt } of posted) page.tell(createdAt, '✉', { id: `“${subject}”`, en: `“${subject}”` }, [`✉ ${to}`])
    },
  }
}
