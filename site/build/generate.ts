/**
 * `npm run content`: checks everything that is promised, then writes what the Worker enforces and what the site serves as files.
 * Drafts (versions without published bytes) are left out of both.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DOCUMENTS, LANGUAGES, type Language } from '#content/schema'
import { documentPath, type PolicyVersion, versionPath } from '#rules/policies/rules/version'
import { dayOf } from '#shared/calendar'
import { clauseTexts, textContext, textOutsideClauses } from './canonical.ts'
import { checkContent } from './check.ts'
import { type Content, contentDir, findingText, type LoadedVersion, readContent } from './load.ts'
import { clausesOf, parseMdx } from './mdx.ts'
import { policiesJson, policiesSchema, SCHEMA_PATH } from './policies-json.ts'

/** A version whose bytes are committed: what may be enforced and shown. */
type Published = LoadedVersion & { readonly bytes: { readonly [L in Language]: string } }

export function publishedVersions(content: Content): Published[] {
  return content.versions.filter((version): version is Published => version.bytes.id !== undefined && version.bytes.en !== undefined)
}

/** The version as rules know it. Digests are of the committed bytes, which the checks compared with the rendered text. */
export function policyVersion(version: Published): PolicyVersion {
  const { front, translation, document } = version
  const english = new Map(clausesOf(parseMdx(version.body.en)).map(({ id, title }) => [id, title]))
  const shared = {
    version: front.version,
    published: front.published,
    effective: front.effective,
    material: front.material,
    provider: front.provider,
    clauses: clausesOf(parseMdx(version.body.id)).map(({ id, title }) => ({ id, title: { id: title, en: english.get(id) ?? title } })),
    titles: { id: front.title, en: translation.title },
    summary: { id: front.summary, en: translation.summary },
    changes: { id: front.changes, en: translation.changes },
    digests: { id: sha256(version.bytes.id), en: sha256(version.bytes.en) },
    paths: { id: versionPath(document, front.version, 'id'), en: versionPath(document, front.version, 'en') },
  }
  // The document and its terms were validated together; spreading the pair keeps them together for the compiler.
  switch (front.document) {
    case 'privacy':
      return { document: front.document, terms: front.terms, ...shared }
    case 'sla':
      return { document: front.document, terms: front.terms, ...shared }
    case 'terms':
      return { document: front.document, terms: front.terms, ...shared }
    case 'cookies':
      return { document: front.document, terms: front.terms, ...shared }
  }
}

/** Writes under `root`: worker/policies/generated.ts and the generated part of site/public. */
export function generate(content: Content, root: string): void {
  const versions = publishedVersions(content)
  const policies = versions.map(policyVersion)
  write(join(root, 'worker/policies/generated.ts'), generatedModule(content, policies))
  const site = join(root, 'site/public')
  for (const path of generatedPaths()) rmSync(join(site, path), { recursive: true, force: true })
  for (const version of versions) writeFiles(site, content, version)
  write(join(site, 'policies.json'), json(policiesJson(content, policies)))
  write(join(site, SCHEMA_PATH), json(policiesSchema(content.provider.origin)))
}

/** Everything in site/public that is generated, and only that; git ignores the same. */
function generatedPaths(): string[] {
  return [
    'policies',
    'policies.json',
    'schema',
    ...DOCUMENTS.flatMap((document) => LANGUAGES.map((language) => documentPath(document, language))),
  ]
}

function writeFiles(site: string, content: Content, version: Published): void {
  const context = textContext(content)
  for (const language of LANGUAGES) {
    write(join(site, `${versionPath(version.document, version.version, language)}.md`), version.bytes[language])
  }
  const clauses = {
    document: version.document,
    version: version.version,
    terms: version.front.terms,
    clauses: clauseTexts(version, context),
    outside: { id: textOutsideClauses(version, 'id', context), en: textOutsideClauses(version, 'en', context) },
  }
  write(join(site, 'policies', version.document, `${version.version}.json`), JSON.stringify(clauses))
}

function generatedModule({ provider, law, catalog, glossary }: Content, policies: readonly PolicyVersion[]): string {
  const constant = (name: string, type: string, value: unknown) => `export const ${name}: ${type} = ${JSON.stringify(value, null, 1)}\n`
  return [
    '/** Made by `npm run content` from content/. Do not edit. */',
    "import type { Catalog, Glossary, Law, Provider } from '../../content/schema.ts'",
    "import type { PolicyVersion } from './rules/version.ts'",
    '',
    constant('policies', 'readonly PolicyVersion[]', policies),
    constant('provider', 'Provider', provider),
    constant('law', 'Law', law),
    constant('catalog', 'Catalog', catalog),
    constant('glossary', 'Glossary', glossary),
  ].join('\n')
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The one reading of the clock: whether a version's day of publication has come. */
function main(): void {
  const { content, findings } = readContent(contentDir())
  const all =
    content === undefined
      ? findings
      : checkContent(content, { today: dayOf(Date.now(), content.provider.timeZone), worker: resolve('worker') })
  for (const finding of all) console.error(findingText(finding))
  if (content === undefined || all.length > 0) {
    console.error(`${all.length} to put right; nothing was written.`)
    process.exitCode = 1
    return
  }
  generate(content, resolve('.'))
  console.log(`${publishedVersions(content).length} versions written for the Worker and the site.`)
}

if (import.meta.main) main()
