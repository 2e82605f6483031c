/** What a customer has yet to decide, by when, and what changed for them since they accepted (P5, S1, Binding). Pure. */

import type { Document, Localized } from '../../../content/schema.ts'
import { bindingAt, type Decision } from '../../policies/rules/binding.ts'
import { acceptableAt, inForceAt } from '../../policies/rules/in-force.ts'
import { differencePath, type PolicyVersion, versionsOf } from '../../policies/rules/version.ts'
import { formatDay, startOfDay } from '../../shared/calendar.ts'

export interface OutstandingDecision<K extends Document = Document> {
  readonly document: K
  readonly version: string
  readonly digest: Localized
  readonly titles: Localized
  readonly paths: Localized
  readonly reason: 'material_change' | 'never_accepted'
  /** From this instant the version is in force for existing customers; null: a decision is wanted at once. */
  readonly decideBy: number | null
  readonly since: string | null
  readonly differencePath: Localized | null
  /** The accepted version and those after it up to the one that asks, oldest first; empty when nothing was accepted. */
  readonly path: readonly PolicyVersion[]
  readonly declined: boolean
  readonly declinedAt: number | null
  readonly declineMeans: Localized
}

/**
 * A material version asks for a decision from its publication on; an immaterial one asks nothing. Whoever skipped several
 * is asked about the newest, which holds the changes of all. A declined one stays listed, since a decline can be taken back.
 * @param now epoch milliseconds
 */
export function outstanding<K extends Document>(
  versions: readonly PolicyVersion[],
  documents: readonly K[],
  decisions: readonly Decision[],
  now: number,
  timeZone: string,
): OutstandingDecision<K>[] {
  return documents.flatMap((document) => {
    const accepted = newestAccepted(versions, document, decisions)
    const target = accepted ? asked(versions, document, accepted, now, timeZone) : inForceAt(versions, document, now, 'new', timeZone)
    if (!target) return []
    const version = target as PolicyVersion
    const declinedAt = decisions.find((one) => isAbout(one, version) && one.decision === 'declined')?.decidedAt ?? null
    const bound = bindingAt(versions, document, decisions, now, timeZone)?.version ?? accepted
    return [
      {
        ...{ document, version: version.version, digest: version.digests, titles: version.titles, paths: version.paths },
        reason: accepted ? 'material_change' : 'never_accepted',
        decideBy: accepted ? startOfDay(version.effective.existing, timeZone) : null,
        since: accepted?.version ?? null,
        differencePath: accepted
          ? bothLanguages((language) => differencePath(document, accepted.version, version.version, language))
          : null,
        path: accepted ? [accepted, ...between(versions, document, accepted, version)] : [],
        ...{ declined: declinedAt !== null, declinedAt, declineMeans: declineMeans(bound?.version, version) },
      },
    ]
  })
}

const isAbout = (decision: Decision, version: PolicyVersion) =>
  decision.document === version.document && decision.version === version.version

const bothLanguages = (make: (language: 'id' | 'en') => string): Localized => ({ id: make('id'), en: make('en') })

function newestAccepted(versions: readonly PolicyVersion[], document: Document, decisions: readonly Decision[]): PolicyVersion | undefined {
  return versionsOf(versions, document).findLast((version) =>
    decisions.some((one) => isAbout(one, version as PolicyVersion) && one.decision === 'accepted'),
  ) as PolicyVersion | undefined
}

/** The newest version that can be accepted, if anything material lies between the accepted one and it. */
function asked(versions: readonly PolicyVersion[], document: Document, accepted: PolicyVersion, now: number, timeZone: string) {
  const newer = acceptableAt(versions, document, now, timeZone).filter((version) => version.version > accepted.version)
  const target = newer.at(-1)
  if (!target) return undefined
  return between(versions, document, accepted, target as PolicyVersion).some((version) => version.material) ? target : undefined
}

function between(versions: readonly PolicyVersion[], document: Document, after: PolicyVersion, upTo: PolicyVersion): PolicyVersion[] {
  return versionsOf(versions, document).filter(
    (version) => version.version > after.version && version.version <= upTo.version,
  ) as PolicyVersion[]
}

/** Binding: who declines stays under what they accepted to the end of the term they paid for, and then leaves in an orderly way. */
function declineMeans(bound: string | undefined, version: PolicyVersion): Localized {
  if (bound === undefined) {
    return {
      id: 'Tanpa persetujuan, layanan tidak dapat dipesan. Penolakan dapat dicabut kapan saja dengan menyetujuinya.',
      en: 'Without acceptance, no service can be ordered. A decline can be taken back at any time by accepting.',
    }
  }
  const day = (language: 'id' | 'en') => formatDay(version.effective.existing, language)
  return {
    id: `Jika Anda menolak, versi ${bound} yang Anda setujui tetap mengikat, juga setelah ${day('id')}, sampai akhir masa layanan yang sudah dibayar. Layanan tidak dihentikan sebelumnya. Pada akhir masa itu layanan berakhir dengan tertib: tidak ada tagihan perpanjangan, dan isinya dihapus. Tanggalnya kami kirim kepada Anda. Pesanan baru memerlukan persetujuan. Penolakan dapat dicabut sebelum itu dengan menyetujuinya; layanan lalu berlanjut.`,
    en: `If you decline, version ${bound}, which you accepted, goes on to bind, also after ${day('en')}, until the end of the term already paid. The service is not stopped before. At the end of that term it ends in an orderly way: there is no renewal invoice, and its content is deleted. We send you the date. A new order needs acceptance. A decline can be taken back before that by accepting; the service then goes on.`,
  }
}
