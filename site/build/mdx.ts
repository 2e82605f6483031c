/** The MDX of a policy text as a tree, and the vocabulary its author may use. Shared by the published text and the checks. */
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMdx)

export type Root = ReturnType<typeof parser.parse>
export type Element = Extract<Root['children'][number], { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>

/** The elements of a text and their attributes; `why` and `title` are for readers, the rest is for us. */
const VOCABULARY: { readonly [name: string]: { readonly required: readonly string[]; readonly optional: readonly string[] } } = {
  Clause: { required: ['id', 'title'], optional: [] },
  Term: { required: ['of'], optional: ['as'] },
  TermList: { required: ['of'], optional: [] },
  When: { required: [], optional: ['date', 'time'] },
  Ref: { required: [], optional: ['clause', 'law'] },
  Gloss: { required: ['id'], optional: [] },
  Literal: { required: ['why'], optional: [] },
}

const parsed = new Map<string, Root>()

/** Throws with line and column where the text is not MDX. Each text is parsed once, since every check asks; do not change the tree. */
export function parseMdx(text: string): Root {
  const root = parsed.get(text) ?? parser.parse(text)
  parsed.set(text, root)
  return root
}

export function isElement(node: { readonly type: string }): node is Element {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

/** A plain string attribute; undefined where it is absent or an expression. */
export function attribute(element: Element, name: string): string | undefined {
  const found = element.attributes.find((candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name)
  return typeof found?.value === 'string' ? found.value : undefined
}

/** Every element of one name, in the order of the text, with the attribute asked for. */
export function attributesOf(root: Root, name: string, key: string): string[] {
  const values: string[] = []
  visit(root, (node) => {
    if (!isElement(node) || node.name !== name) return
    const value = attribute(node, key)
    if (value !== undefined) values.push(value)
  })
  return values
}

/** The clauses in the order of the text. */
export function clausesOf(root: Root): { readonly id: string; readonly title: string; readonly children: Root['children'] }[] {
  const clauses: { id: string; title: string; children: Root['children'] }[] = []
  visit(root, (node) => {
    if (!isElement(node) || node.name !== 'Clause') return
    clauses.push({ id: attribute(node, 'id') ?? '', title: attribute(node, 'title') ?? '', children: node.children as Root['children'] })
    return SKIP
  })
  return clauses
}

/** What is outside the vocabulary: unknown elements and attributes, missing ones, expressions, imports and raw HTML. */
export function vocabularyErrors(root: Root): string[] {
  const errors: string[] = []
  visit(root, (node) => {
    if (isElement(node)) errors.push(...elementErrors(node))
    else if (['mdxFlowExpression', 'mdxTextExpression', 'mdxjsEsm', 'html'].includes(node.type)) {
      errors.push(`expected no expression, import or HTML, found one on line ${node.position?.start.line ?? '?'} of the text`)
    }
  })
  return errors
}

function elementErrors(element: Element): string[] {
  const name = element.name ?? ''
  const known = VOCABULARY[name]
  if (known === undefined) return [`expected one of ${Object.keys(VOCABULARY).join(', ')}, found <${name}>`]
  const given = element.attributes.map((candidate) => (candidate.type === 'mdxJsxAttribute' ? candidate.name : '{…}'))
  const unknown = given.filter((key) => ![...known.required, ...known.optional].includes(key))
  const missing = known.required.filter((key) => attribute(element, key) === undefined)
  const choice = known.required.length === 0 && known.optional.filter((key) => attribute(element, key) !== undefined).length !== 1
  return [
    ...unknown.map((key) => `<${name}> has no attribute ${key}`),
    ...missing.map((key) => `<${name}> needs ${key}="…"`),
    ...(choice ? [`<${name}> needs exactly one of ${known.optional.join(', ')}`] : []),
  ]
}
