/**
 * The published text of a version: Markdown with every value filled in, opening with the whole normalised front matter.
 * Its bytes are what is served, digested and accepted, so they depend on nothing that can change later: the version's own files,
 * the names of the laws it cites, and the locked abbreviation of the time zone. References become plain text for the same reason.
 */
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { stringify } from 'yaml'
import type { Language, Law } from '#content/schema'
import type { Content, LoadedVersion, PerLanguage } from './load.ts'
import { attribute, clausesOf, type Element, isElement, parseMdx, type Root } from './mdx.ts'
import { type Description, describeList, formatLaw, formatTerm, formatWhen } from './terms.ts'

/** What the text takes from outside its own files; law.yaml keeps the names of cited laws, locked.yaml the abbreviation. */
export interface TextContext {
  readonly law: Law
  readonly zoneAbbreviation: string
}

export function textContext({ law, provider, locked }: Content): TextContext {
  return { law, zoneAbbreviation: locked?.zoneAbbreviation ?? provider.zoneAbbreviation }
}

/** A clause as plain Markdown, for differences and the clause JSON. */
export interface ClauseText {
  readonly id: string
  readonly title: PerLanguage<string>
  readonly text: PerLanguage<string>
}

type Child = Root['children'][number]
type Phrase = Extract<Child, { type: 'paragraph' }>['children'][number]

const writer = unified().use(remarkGfm, { tablePipeAlign: false }).use(remarkStringify, {
  bullet: '-',
  emphasis: '_',
  fences: true,
  incrementListMarker: true,
  listItemIndent: 'one',
  rule: '-',
})

/** The exact published text, LF line ends, final newline. Throws where a term or law does not exist. */
export function canonicalText(version: LoadedVersion, language: Language, context: TextContext): string {
  const filled = fill(version, language, context)
  // Dates stay text for readers of YAML 1.1 too.
  const yaml = stringify(normalisedFrontMatter(version, language), { lineWidth: 0, compat: 'yaml-1.1' })
  const title = language === 'id' ? version.front.title : version.translation.title
  return `---\n${yaml}---\n\n# ${title}\n\n${writer.stringify(filled)}`
}

/** The clauses with their texts in both languages, in the order of the governing text. */
export function clauseTexts(version: LoadedVersion, context: TextContext): ClauseText[] {
  const english = new Map(clauseMarkdown(version, 'en', context).map((clause) => [clause.id, clause]))
  return clauseMarkdown(version, 'id', context).map(({ id, title, text }) => ({
    id,
    title: { id: title, en: english.get(id)?.title ?? title },
    text: { id: text, en: english.get(id)?.text ?? '' },
  }))
}

/** What stands outside the clauses: the opening and the headings. */
export function textOutsideClauses(version: LoadedVersion, language: Language, context: TextContext): string {
  const root = parseMdx(version.body[language])
  const outside = root.children.filter((node) => !(isElement(node) && node.name === 'Clause'))
  return writer.stringify({ type: 'root', children: outside.flatMap((node) => flow(node, { version, language, context })) }).trim()
}

function clauseMarkdown(version: LoadedVersion, language: Language, context: TextContext) {
  return clausesOf(parseMdx(version.body[language])).map(({ id, title, children }) => {
    const filled = children.flatMap((node) => flow(node, { version, language, context }))
    return { id, title, text: writer.stringify({ type: 'root', children: filled }).trim() }
  })
}

/** Key order is part of the bytes: what it is, when it holds, who promises, what it says, what it binds to. */
function normalisedFrontMatter({ front, translation }: LoadedVersion, language: Language): object {
  const { title, summary, changes, clauses } = language === 'id' ? front : translation
  return {
    document: front.document,
    language,
    ...(language === 'id' ? {} : { translationOf: 'id' }),
    version: front.version,
    published: front.published,
    effective: { new: front.effective.new, existing: front.effective.existing },
    material: front.material,
    provider: { name: front.provider.name, service: front.provider.service, email: front.provider.email },
    title,
    summary,
    changes: changes.map(({ clause, text }) => (clause === undefined ? { text } : { clause, text })),
    clauses,
    terms: front.terms,
  }
}

interface Filling {
  readonly version: LoadedVersion
  readonly language: Language
  readonly context: TextContext
}

function fill(version: LoadedVersion, language: Language, context: TextContext): Root {
  const root = parseMdx(version.body[language])
  return { type: 'root', children: root.children.flatMap((node) => flow(node, { version, language, context })) }
}

/** A block and what it becomes. An inline element that stands alone on its line is a paragraph. */
function flow(node: Child, filling: Filling): Child[] {
  if (isElement(node)) {
    if (node.name === 'Clause') {
      const heading = `${attribute(node, 'id')}. ${attribute(node, 'title')}`
      const children = (node.children as Child[]).flatMap((child) => flow(child, filling))
      return [{ type: 'heading', depth: 3, children: [text(heading)] }, ...children]
    }
    if (node.name === 'TermList') return [listNode(describe(node, filling))]
    return [{ type: 'paragraph', children: merged(phrase(node as Phrase, filling)) }]
  }
  if (!('children' in node)) return [node]
  if (node.type === 'paragraph' || node.type === 'heading') {
    return [{ ...node, children: merged(node.children.flatMap((child) => phrase(child, filling))) }]
  }
  const children = (node.children as Child[]).flatMap((child) => flow(child, filling))
  return [{ ...node, children } as Child]
}

/** An inline node and what it becomes: values and references as text, emphasis kept. */
function phrase(node: Phrase, filling: Filling): Phrase[] {
  if (isElement(node)) return inlineElement(node, filling)
  if (!('children' in node)) return [node]
  return [{ ...node, children: merged((node.children as Phrase[]).flatMap((child) => phrase(child, filling))) } as Phrase]
}

function inlineElement(element: Element, filling: Filling): Phrase[] {
  const { version, language, context } = filling
  switch (element.name) {
    case 'Term': {
      const value = formatTerm(version.front, attribute(element, 'of') ?? '', language, attribute(element, 'as'))
      const isEmail = /^\S+@\S+\.\S+$/.test(value)
      return isEmail ? [{ type: 'link', url: `mailto:${value}`, title: null, children: [text(value)] }] : [text(value)]
    }
    case 'When':
      return [text(formatWhen(attribute(element, 'date'), attribute(element, 'time'), language, context.zoneAbbreviation))]
    case 'Ref': {
      const law = attribute(element, 'law')
      return [text(law === undefined ? (attribute(element, 'clause') ?? '') : formatLaw(context.law, law, language))]
    }
    default:
      return element.children.flatMap((child) =>
        (child.type as string) === 'paragraph' && 'children' in child
          ? (child.children as Phrase[]).flatMap((inner) => phrase(inner, filling))
          : phrase(child as Phrase, filling),
      )
  }
}

function describe(element: Element, { version, language, context }: Filling): Description {
  return describeList(version.front, attribute(element, 'of') ?? '', language, context.law)
}

function listNode(description: Description): Child {
  if (description.kind === 'items') {
    return {
      type: 'list',
      ordered: false,
      spread: false,
      children: description.items.map((item) => ({
        type: 'listItem',
        spread: false,
        children: [{ type: 'paragraph', children: [text(item)] }],
      })),
    }
  }
  const cells = (row: readonly string[]) => ({
    type: 'tableRow' as const,
    children: row.map((cell) => ({ type: 'tableCell' as const, children: [text(cell)] })),
  })
  return { type: 'table', align: description.columns.map(() => null), children: [description.columns, ...description.rows].map(cells) }
}

function text(value: string): Extract<Phrase, { type: 'text' }> {
  return { type: 'text', value }
}

/** Joins neighbouring texts, so that escaping sees a sentence and not its pieces. */
function merged(nodes: readonly Phrase[]): Phrase[] {
  const done: Phrase[] = []
  for (const node of nodes) {
    const last = done.at(-1)
    if (last?.type === 'text' && node.type === 'text') done.splice(-1, 1, text(last.value + node.value))
    else done.push(node)
  }
  return done
}
