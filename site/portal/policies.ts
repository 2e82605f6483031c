/** What can be accepted now, as the Worker says, and the Worker's clock, by which “shown at” is counted. */
import type { Answer } from './answers.ts'
import { offered } from './calls.ts'
import type { ContractDocument } from './contract.ts'
import { language } from './page.ts'

/** A version offered for acceptance, in the language of the page. */
export interface Offered {
  readonly document: ContractDocument
  readonly version: string
  readonly title: string
  /** SHA-256 of the published bytes in the page's language. */
  readonly digest: string
  readonly path: string
}

export interface Offer {
  readonly offered: readonly Offered[]
  /** The Worker's clock now, epoch milliseconds. */
  readonly clock: () => number
}

/** The documents that make the contract, in the order in which they are read. */
const ASKED: readonly ContractDocument[] = ['terms', 'sla', 'privacy']

/** The versions in force for new customers. */
export async function acceptableNow(): Promise<Answer<Offer>> {
  const answer = await offered()
  if (!answer.ok) return answer
  const { documents, now } = answer.value
  const list = ASKED.flatMap((document): Offered[] => {
    const version = documents.find((one) => one.document === document)?.inForce.new
    if (!version) return []
    const { titles, digests, paths } = version
    return [{ document, version: version.version, title: titles[language], digest: digests[language], path: paths[language] }]
  })
  return { ok: true, value: { offered: list, clock: clockFrom(now) } }
}

/** The Worker's clock goes on from what it said, whatever the clock of this device shows. */
export function clockFrom(workerNow: number): () => number {
  const started = performance.now()
  return () => Math.floor(workerNow + performance.now() - started)
}
