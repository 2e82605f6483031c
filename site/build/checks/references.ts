/** Checks that whatever is referred to exists: clauses, laws, glossary entries, data categories. */
import { join } from 'node:path'
import { LANGUAGES } from '#content/schema'
import { type Content, type Finding, type LoadedVersion, shownPath } from '../load.ts'
import { attributesOf, parseMdx } from '../mdx.ts'

/** References in a text lead somewhere: to a clause of a document of the same time, an article, an entry of the glossary. */
export function referencesResolve({ versions, law, glossary }: Content): Finding[] {
  const clauses = new Set(versions.flatMap((version) => version.front.clauses))
  const laws = new Set(law.map(({ id }) => id))
  const entries = new Set(glossary.map(({ id }) => id))
  return versions.flatMap((version) =>
    LANGUAGES.flatMap((language) => {
      const root = parseMdx(version.body[language])
      const unknown = (element: string, key: string, known: ReadonlySet<string>, where: string) =>
        attributesOf(root, element, key)
          .filter((value) => !known.has(value))
          .map((value) => ({ file: version.files[language].mdx, field: `<${element} ${key}="${value}">`, message: `expected ${where}` }))
      return [
        ...unknown('Ref', 'clause', clauses, 'a clause of some version'),
        ...unknown('Ref', 'law', laws, 'a key of law.yaml'),
        ...unknown('Gloss', 'id', entries, 'an id of glossary.yaml'),
      ]
    }),
  )
}

/** Each clause has one home: no id stands in two documents. */
export function eachClauseHasOneDocument({ versions }: Content): Finding[] {
  return versions.flatMap((version) =>
    version.front.clauses.flatMap((clause) => {
      const other = versions.find((candidate) => candidate.document < version.document && candidate.front.clauses.includes(clause))
      if (other === undefined) return []
      return [
        {
          file: version.files.id.mdx,
          field: 'clauses',
          message: `expected ${clause} in one document, found it in ${other.files.id.mdx} too`,
        },
      ]
    }),
  )
}

/** Disclosures, retention and recipients name data categories of their version, and retention an article of law.yaml. */
export function dataCategoriesExist({ versions, law }: Content): Finding[] {
  return versions.flatMap((version) => {
    if (version.front.document !== 'privacy') return []
    const { dataCategories, disclosures, retention = [], recipients = [] } = version.front.terms
    const known = new Set(dataCategories.map(({ id }) => id))
    const finding = (field: string, message: string): Finding => ({ file: version.files.id.mdx, field: `terms.${field}`, message })
    const unknown = (list: string, rows: readonly { readonly categories: readonly string[] }[]) =>
      rows.flatMap((row, index) =>
        row.categories
          .filter((category) => !known.has(category))
          .map((category) => finding(`${list}.${index}.categories`, `expected an id of dataCategories, found ${category}`)),
      )
    const laws = retention.flatMap((row, index) =>
      row.law === undefined || law.some(({ id }) => id === row.law)
        ? []
        : [finding(`retention.${index}.law`, `expected a key of law.yaml, found ${row.law}`)],
    )
    return [...unknown('disclosures', disclosures), ...unknown('retention', retention), ...unknown('recipients', recipients), ...laws]
  })
}

/** No two entries of a list share an id, since data maps, consent and verdicts refer to them by it. */
export function listIdsAreUnique({ versions, law, glossary, catalog, dir }: Content): Finding[] {
  const twice = (file: string, field: string, rows: readonly object[]) => {
    const ids = rows.map((row) => String(Reflect.get(row, 'id') ?? Reflect.get(row, 'name')))
    return ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id): Finding => ({ file, field, message: `expected each id once, found ${id} twice` }))
  }
  const lists = versions.flatMap((version) =>
    termLists(version).flatMap(([path, rows]) => twice(version.files.id.mdx, `terms.${path}`, rows)),
  )
  const yaml = (name: string) => shownPath(join(dir, name))
  return [
    ...lists,
    ...twice(yaml('law.yaml'), '', law),
    ...twice(yaml('glossary.yaml'), '', glossary),
    ...twice(yaml('catalog.yaml'), '', catalog),
  ]
}

/** Notes beside a version speak of its clauses. */
export function notesHaveTheirClause({ versions, dir }: Content): Finding[] {
  return versions.flatMap((version) =>
    Object.keys(version.notes)
      .filter((clause) => !version.front.clauses.includes(clause))
      .map((clause) => ({
        file: shownPath(join(dir, version.document, version.version, 'notes.yaml')),
        field: clause,
        message: 'expected a clause of this version',
      })),
  )
}

function termLists(version: LoadedVersion): [path: string, rows: readonly object[]][] {
  const lists: [string, readonly object[]][] = []
  const walk = (path: string, value: unknown) => {
    if (Array.isArray(value)) {
      if (value.every((row) => typeof row === 'object')) lists.push([path, value])
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, inner)
    }
  }
  walk('', version.front.terms)
  return lists
}
