/** Checks of the text itself: it is our MDX, both languages say the same, every term is written out, and no number stands by itself. */
import { SKIP, visit } from 'unist-util-visit'
import { LANGUAGES, type Language } from '#content/schema'
import { canonicalText, textContext } from '../canonical.ts'
import type { Content, Finding, LoadedVersion } from '../load.ts'
import { attribute, attributesOf, clausesOf, isElement, parseMdx, type Root, vocabularyErrors } from '../mdx.ts'
import { numbersIn } from './numbers.ts'

/** The text parses and uses only the elements there are. Until it does, nothing else can be said about it. */
export function textIsWellFormed({ versions }: Content): Finding[] {
  return inEachText(versions, (version, language) => {
    try {
      return vocabularyErrors(parseMdx(version.body[language]))
    } catch (error) {
      return [`is not MDX: ${messageOf(error)}`]
    }
  })
}

/** Every value that the text asks for exists in this version and can be written as asked. */
export function textRenders(content: Content): Finding[] {
  return inEachText(content.versions, (version, language) => {
    try {
      canonicalText(version, language, textContext(content))
      return []
    } catch (error) {
      return [messageOf(error)]
    }
  })
}

/** Clauses in the text are those of the front matter, in that order, each once. */
export function clausesMatchFrontMatter({ versions }: Content): Finding[] {
  return versions.flatMap((version) =>
    LANGUAGES.flatMap((language) => {
      const listed = (language === 'id' ? version.front : version.translation).clauses
      const written = clausesOf(parseMdx(version.body[language])).map(({ id }) => id)
      const twice = written.filter((id, index) => written.indexOf(id) !== index)
      const file = version.files[language].mdx
      if (twice.length > 0)
        return [{ file, field: 'clauses', message: `expected each clause once in the text, found twice: ${twice.join(', ')}` }]
      if (listed.join() === written.join()) return []
      return [
        {
          file,
          field: 'clauses',
          message: `expected the clauses of the text in its order, [${written.join(', ')}], found [${listed.join(', ')}]`,
        },
      ]
    }),
  )
}

/** The translation has the same clauses in the same order. */
export function languagesHaveTheSameClauses({ versions }: Content): Finding[] {
  return versions.flatMap((version) => {
    const [id, en] = LANGUAGES.map((language) => clausesOf(parseMdx(version.body[language])).map((clause) => clause.id))
    if (id === undefined || en === undefined || id.join() === en.join()) return []
    return [
      {
        file: version.files.en.mdx,
        field: 'clauses',
        message: `expected the clauses of id.mdx, [${id.join(', ')}], found [${en.join(', ')}]`,
      },
    ]
  })
}

/** The translation shows the same terms. */
export function languagesShowTheSameTerms({ versions }: Content): Finding[] {
  return versions.flatMap((version) => {
    const id = shownTerms(version, 'id')
    const en = shownTerms(version, 'en')
    const finding = (field: string, message: string): Finding => ({ file: version.files.en.mdx, field, message })
    return [
      ...[...id].filter((path) => !en.has(path)).map((path) => finding(path, 'expected in this text too, since id.mdx shows it')),
      ...[...en].filter((path) => !id.has(path)).map((path) => finding(path, 'is shown here and not in id.mdx, which governs')),
    ]
  })
}

/** Nothing is enforced that nobody can read: every term stands in the governing text. */
export function everyTermIsRendered({ versions }: Content): Finding[] {
  return versions.flatMap((version) => {
    const shown = [...shownTerms(version, 'id')]
    return leafPaths(version.front.terms)
      .filter((path) => !shown.some((of) => path === of || path.startsWith(`${of}.`)))
      .map((path) => ({
        file: version.files.id.mdx,
        field: `terms.${path}`,
        message: `is enforced but never shown; write <Term of="${path}" /> in the text`,
      }))
  })
}

/** In governing prose a number comes from a term, a date, a reference, or says why it stands there. The translation keeps to the same. */
export function noNumberStandsByItself({ versions }: Content): Finding[] {
  return versions.flatMap((version) =>
    LANGUAGES.flatMap((language) => {
      const title = (language === 'id' ? version.front : version.translation).title
      const titled = numbersIn(title, language).map((number) => ({ field: 'title', number }))
      return [...titled, ...numbersOf(parseMdx(version.body[language]), language)].map(({ field, number }) => ({
        file: version.files[language].mdx,
        field,
        message: `expected no number in prose, found “${number}”; use <Term>, <When>, <Ref> or <Literal why="…">`,
      }))
    }),
  )
}

function numbersOf(root: Root, language: Language): { field: string; number: string }[] {
  const found: { field: string; number: string }[] = []
  const collect = (from: Root, clause: string) =>
    visit(from, (node) => {
      if (isElement(node)) {
        if (node.name === 'Clause' && clause === '') {
          const id = attribute(node, 'id') ?? ''
          found.push(...numbersIn(attribute(node, 'title') ?? '', language).map((number) => ({ field: `${id} title`, number })))
          collect({ type: 'root', children: node.children as Root['children'] }, id)
          return SKIP
        }
        return node.name === 'Literal' ? SKIP : undefined
      }
      if (node.type !== 'text' && node.type !== 'inlineCode' && node.type !== 'code') return undefined
      const line = node.position === undefined ? '' : `line ${node.position.start.line}`
      const field = [clause, line].filter(Boolean).join(', ')
      found.push(...numbersIn(node.value, language).map((number) => ({ field, number })))
      return undefined
    })
  collect(root, '')
  return found
}

function shownTerms(version: LoadedVersion, language: Language): Set<string> {
  const root = parseMdx(version.body[language])
  return new Set([...attributesOf(root, 'Term', 'of'), ...attributesOf(root, 'TermList', 'of')])
}

/** Paths of single values and of lists; the entries of a list are shown together with it. */
function leafPaths(terms: object): string[] {
  return Object.entries(terms).flatMap(([key, value]: [string, unknown]) => {
    if (value === undefined) return []
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [key]
    return leafPaths(value).map((path) => `${key}.${path}`)
  })
}

function inEachText(versions: readonly LoadedVersion[], errors: (version: LoadedVersion, language: Language) => string[]): Finding[] {
  return versions.flatMap((version) =>
    LANGUAGES.flatMap((language) =>
      errors(version, language).map((message) => ({ file: version.files[language].mdx, field: '', message })),
    ),
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
