/** Checks of dates and notice: what an earlier version promised about changes is kept by the later one. */
import { addDays, daysBetween } from '#shared/calendar'
import type { Content, Finding, LoadedVersion } from '../load.ts'

/** The folder is the version's permanent address, so both say the same. */
export function folderIsVersion({ versions }: Content): Finding[] {
  return versions.flatMap((version) =>
    expectThat(
      version,
      'version',
      version.front.version === version.version,
      `expected ${version.version}, the name of its folder, found ${version.front.version}`,
    ),
  )
}

/** Nothing takes effect before it is public, and nobody who accepted an earlier version is bound before new customers are. */
export function datesAreInOrder({ versions }: Content): Finding[] {
  return versions.flatMap((version) => {
    const { published, effective } = version.front
    return [
      ...expectThat(
        version,
        'effective.new',
        effective.new >= published,
        `expected ${published} (published) or later, found ${effective.new}`,
      ),
      ...expectThat(
        version,
        'effective.existing',
        effective.existing >= published,
        `expected ${published} (published) or later, found ${effective.existing}`,
      ),
      ...expectThat(
        version,
        'effective.existing',
        effective.existing >= effective.new,
        `expected ${effective.new} (effective.new) or later, found ${effective.existing}`,
      ),
    ]
  })
}

/** Versions follow each other: a later label is published no earlier and takes effect later. */
export function versionsFollowEachOther({ versions }: Content): Finding[] {
  return successions(versions).flatMap(({ version, predecessor }) => {
    const before = predecessor.front
    const { published, effective } = version.front
    const since = `of ${predecessor.version}`
    return [
      ...expectThat(
        version,
        'published',
        published >= before.published,
        `expected ${before.published} (${since}) or later, found ${published}`,
      ),
      ...expectThat(
        version,
        'effective.new',
        effective.new > before.effective.new,
        `expected later than ${before.effective.new} (${since}), found ${effective.new}`,
      ),
      ...expectThat(
        version,
        'effective.existing',
        effective.existing >= before.effective.existing,
        `expected ${before.effective.existing} (${since}) or later, found ${effective.existing}`,
      ),
    ]
  })
}

/** A material version gives the notice that its predecessor promised; a predecessor that promised none asks for none. */
export function promisedNoticeIsGiven({ versions }: Content): Finding[] {
  return successions(versions).flatMap(({ version, predecessor }) => {
    const { published, effective, material } = version.front
    const promised = predecessor.front.terms.change?.noticeDays ?? 0
    const given = daysBetween(published, effective.existing)
    const earliest = addDays(published, promised)
    return expectThat(
      version,
      'effective.existing',
      !material || given >= promised,
      `expected ${earliest} or later: ${predecessor.version} promised ${promised} days’ notice of a material change, ${effective.existing} gives ${given}`,
    )
  })
}

/** A successor says what changed, about clauses that it or its predecessor has; a first version has nothing to say. */
export function changesAreTold({ versions }: Content): Finding[] {
  const first = versions.filter((version) => !successions(versions).some((pair) => pair.version === version))
  const premature = first.flatMap((version) =>
    expectThat(version, 'changes', version.front.changes.length === 0, 'expected none, since this is the first version'),
  )
  const told = successions(versions).flatMap(({ version, predecessor }) => {
    const known = new Set([...version.front.clauses, ...predecessor.front.clauses])
    return (['id', 'en'] as const).flatMap((language) => {
      const { changes } = language === 'id' ? version.front : version.translation
      const file = version.files[language].mdx
      if (changes.length === 0)
        return [{ file, field: 'changes', message: `expected what changed since ${predecessor.version}, found nothing` }]
      return changes.flatMap(({ clause }, index) =>
        clause === undefined || known.has(clause)
          ? []
          : [
              {
                file,
                field: `changes.${index}.clause`,
                message: `expected a clause of this version or of ${predecessor.version}, found ${clause}`,
              },
            ],
      )
    })
  })
  return [...premature, ...told]
}

function successions(versions: readonly LoadedVersion[]): { version: LoadedVersion; predecessor: LoadedVersion }[] {
  return versions.flatMap((version) => {
    const predecessor = versions.filter((other) => other.document === version.document && other.version < version.version).at(-1)
    return predecessor === undefined ? [] : [{ version, predecessor }]
  })
}

function expectThat(version: LoadedVersion, field: string, holds: boolean, message: string): Finding[] {
  return holds ? [] : [{ file: version.files.id.mdx, field, message }]
}
