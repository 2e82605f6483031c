/** Every check that a provider's promises must pass before anything is built from them. */
import { citationsExist } from './checks/citations.ts'
import { publishedBytesAreUnchanged, zoneAndCurrencyAreLocked } from './checks/publication.ts'
import {
  dataCategoriesExist,
  eachClauseHasOneDocument,
  listIdsAreUnique,
  notesHaveTheirClause,
  referencesResolve,
} from './checks/references.ts'
import {
  clausesMatchFrontMatter,
  everyTermIsRendered,
  languagesHaveTheSameClauses,
  languagesShowTheSameTerms,
  noNumberStandsByItself,
  textIsWellFormed,
  textRenders,
} from './checks/texts.ts'
import { changesAreTold, datesAreInOrder, folderIsVersion, promisedNoticeIsGiven, versionsFollowEachOther } from './checks/versions.ts'
import type { Content, Finding } from './load.ts'

export interface Surroundings {
  /** The provider's calendar day of the build. */
  readonly today: string
  /** The Worker's folder, whose citations are followed. */
  readonly worker: string
}

/** All findings; empty when the content may be built. What cannot be read or rendered is told first and alone. */
export function checkContent(content: Content, { today, worker }: Surroundings): Finding[] {
  const unreadable = textIsWellFormed(content)
  if (unreadable.length > 0) return unreadable
  const unrendered = textRenders(content)
  if (unrendered.length > 0) return unrendered
  return [
    ...folderIsVersion(content),
    ...datesAreInOrder(content),
    ...versionsFollowEachOther(content),
    ...promisedNoticeIsGiven(content),
    ...changesAreTold(content),
    ...clausesMatchFrontMatter(content),
    ...languagesHaveTheSameClauses(content),
    ...languagesShowTheSameTerms(content),
    ...everyTermIsRendered(content),
    ...noNumberStandsByItself(content),
    ...eachClauseHasOneDocument(content),
    ...referencesResolve(content),
    ...dataCategoriesExist(content),
    ...listIdsAreUnique(content),
    ...notesHaveTheirClause(content),
    ...zoneAndCurrencyAreLocked(content),
    ...publishedBytesAreUnchanged(content, today),
    ...citationsExist(content, worker),
  ]
}
