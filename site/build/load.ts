/** Reads everything under `content/` (or `CONTENT_DIR`) and validates it; what is wrong comes back as findings that name file and field. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parse } from 'yaml'
import type * as z from 'zod'
import {
  Announcement,
  Catalog,
  DOCUMENTS,
  type Document,
  FrontMatter,
  Glossary,
  LANGUAGES,
  type Language,
  Law,
  Locked,
  Notes,
  Provider,
  TranslationFrontMatter,
} from '#content/schema'

/** Something wrong with the content: in which file, at which field, and what is expected instead. */
export interface Finding {
  readonly file: string
  /** Dotted path inside the front matter or YAML; empty: the file as a whole. */
  readonly field: string
  readonly message: string
}

export type PerLanguage<T> = { readonly [L in Language]: T }

/** A version as its author wrote it: front matter and MDX of both languages, and the bytes committed at publication. */
export interface LoadedVersion {
  readonly document: Document
  readonly version: string
  readonly front: FrontMatter
  readonly translation: TranslationFrontMatter
  /** MDX after the front matter, which is replaced by empty lines. */
  readonly body: PerLanguage<string>
  readonly notes: z.infer<typeof Notes>
  /** Published bytes; undefined while the version is a draft. */
  readonly bytes: PerLanguage<string | undefined>
  /** Paths for messages: the MDX, the published bytes. */
  readonly files: PerLanguage<{ readonly mdx: string; readonly md: string }>
}

interface LoadedAnnouncement {
  readonly slug: string
  readonly front: PerLanguage<Announcement>
  readonly body: PerLanguage<string>
}

export interface Content {
  readonly dir: string
  /** By document, oldest first. */
  readonly versions: readonly LoadedVersion[]
  readonly provider: Provider
  readonly catalog: Catalog
  readonly glossary: Glossary
  readonly law: Law
  /** What may never change after the first publication; undefined before it. */
  readonly locked: Locked | undefined
  /** Newest first. */
  readonly announcements: readonly LoadedAnnouncement[]
}

/** Where the provider's pack is: `CONTENT_DIR`, or `content` of this repository. */
export function contentDir(): string {
  return resolve(process.env['CONTENT_DIR'] ?? 'content')
}

let cached: { readonly dir: string; readonly content: Content } | undefined

/** The content for pages, read once a build. Throws with every finding in the message. */
export function loadContent(dir: string = contentDir()): Content {
  if (cached?.dir === dir) return cached.content
  const { content, findings } = readContent(dir)
  if (content === undefined) throw new Error(findings.map(findingText).join('\n'))
  cached = { dir, content }
  return content
}

export function findingText({ file, field, message }: Finding): string {
  return field === '' ? `${file}: ${message}` : `${file}: ${field}: ${message}`
}

/** Reads afresh. `content` is undefined when anything does not fit its schema. */
export function readContent(dir: string): { readonly content: Content | undefined; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const yaml = <T extends z.ZodType>(name: string, schema: T) => readYaml(join(dir, name), schema, findings)
  const provider = yaml('provider.yaml', Provider)
  const catalog = yaml('catalog.yaml', Catalog)
  const glossary = yaml('glossary.yaml', Glossary)
  const law = yaml('law.yaml', Law)
  const locked = existsSync(join(dir, 'locked.yaml')) ? yaml('locked.yaml', Locked) : undefined
  const versions = DOCUMENTS.flatMap((document) =>
    folders(join(dir, document)).flatMap((version) => readVersion(dir, document, version, findings) ?? []),
  )
  const announcements = folders(join(dir, 'announcements'))
    .flatMap((slug) => readAnnouncement(dir, slug, findings) ?? [])
    .sort((a, b) => (a.front.id.published > b.front.id.published ? -1 : 1))
  if (findings.length > 0 || !provider || !catalog || !glossary || !law) return { content: undefined, findings }
  return { content: { dir, versions, provider, catalog, glossary, law, locked, announcements }, findings }
}

/** A path as a reader of the message knows it: from the folder the command ran in. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}

function readVersion(dir: string, document: Document, version: string, findings: Finding[]): LoadedVersion | undefined {
  const at = (name: string) => join(dir, document, version, name)
  const id = readMdx(at('id.mdx'), FrontMatter, findings, { document })
  const en = readMdx(at('en.mdx'), TranslationFrontMatter, findings)
  const notes = existsSync(at('notes.yaml')) ? readYaml(at('notes.yaml'), Notes, findings) : {}
  if (!id || !en || !notes) return undefined
  const bytes = (language: Language) => {
    const path = at(`${language}.md`)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }
  const files = (language: Language) => ({ mdx: shownPath(at(`${language}.mdx`)), md: shownPath(at(`${language}.md`)) })
  return {
    document,
    version,
    front: id.front,
    translation: en.front,
    body: { id: id.body, en: en.body },
    notes,
    bytes: { id: bytes('id'), en: bytes('en') },
    files: { id: files('id'), en: files('en') },
  }
}

function readAnnouncement(dir: string, slug: string, findings: Finding[]): LoadedAnnouncement | undefined {
  const [id, en] = LANGUAGES.map((language) => readMdx(join(dir, 'announcements', slug, `${language}.mdx`), Announcement, findings))
  if (!id || !en) return undefined
  return { slug, front: { id: id.front, en: en.front }, body: { id: id.body, en: en.body } }
}

/** Splits an MDX file into front matter, checked against its schema, and text. `fixed` are fields whose value the folder decides. */
function readMdx<T extends z.ZodType>(
  path: string,
  schema: T,
  findings: Finding[],
  fixed: Record<string, string> = {},
): { readonly front: z.output<T>; readonly body: string } | undefined {
  const file = shownPath(path)
  if (!existsSync(path)) return complain(findings, { file, field: '', message: 'is missing' })
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'))
  if (parts === null) return complain(findings, { file, field: '', message: 'expected YAML front matter between two lines of ---' })
  const data = readData(parts[1] ?? '', file, findings)
  for (const [field, value] of Object.entries(fixed)) {
    const found = data instanceof Object && field in data ? String(Reflect.get(data, field)) : 'nothing'
    if (found !== value) return complain(findings, { file, field, message: `expected ${value}, the name of its folder, found ${found}` })
  }
  const front = validate(data, schema, file, findings)
  // Empty lines in place of the front matter keep line numbers true in messages.
  const blank = '\n'.repeat((parts[1] ?? '').split('\n').length + 1)
  return front === undefined ? undefined : { front, body: blank + (parts[2] ?? '') }
}

function readYaml<T extends z.ZodType>(path: string, schema: T, findings: Finding[]): z.output<T> | undefined {
  const file = shownPath(path)
  if (!existsSync(path)) return complain(findings, { file, field: '', message: 'is missing' })
  return validate(readData(readFileSync(path, 'utf8'), file, findings), schema, file, findings)
}

function readData(text: string, file: string, findings: Finding[]): unknown {
  try {
    return parse(text)
  } catch (error) {
    return complain(findings, { file, field: '', message: `is not YAML: ${error instanceof Error ? error.message : String(error)}` })
  }
}

function validate<T extends z.ZodType>(data: unknown, schema: T, file: string, findings: Finding[]): z.output<T> | undefined {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    findings.push({ file, field: issue.path.map(String).join('.'), message: issue.message.replace(/^Invalid input: /, '') })
  }
  return undefined
}

function complain(findings: Finding[], finding: Finding): undefined {
  findings.push(finding)
  return undefined
}

function folders(path: string): string[] {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
