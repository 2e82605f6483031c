/** A new version begins as a copy of the one that is in force when it takes over, with dates that keep the promised notice. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Day, DOCUMENTS } from '#content/schema'
import { addDays } from '#shared/calendar'
import { type Content, type LoadedVersion, shownPath } from './load.ts'

/**
 * Copies the newest published version, which is in force until the new one takes over even where it is still upcoming today.
 * `today` becomes the day of publication. Returns what to do next, or why not.
 */
export function draftVersion(
  content: Content,
  document: string | undefined,
  version: string | undefined,
  today: string,
): { readonly created: boolean; readonly lines: readonly string[] } {
  const usage = 'Usage: npm run policy:new -- <document> <version>, for example npm run policy:new -- sla 2027-03-01'
  const no = (reason: string) => ({ created: false, lines: [reason, usage] })
  if (!DOCUMENTS.some((known) => known === document))
    return no(`Unknown document ${document ?? ''}; expected one of ${DOCUMENTS.join(', ')}.`)
  if (!Day.safeParse(version).success || version === undefined)
    return no(`${version ?? 'Nothing'} is not a day; expected a date such as 2027-03-01.`)
  const own = content.versions.filter((candidate) => candidate.document === document)
  const source = own.at(-1)
  if (source === undefined) return no(`There is no version of ${document} to copy.`)
  const folder = join(content.dir, source.document, version)
  if (existsSync(folder)) return no(`${shownPath(folder)} exists already.`)
  if (version <= source.version) return no(`${version} is not after ${source.version}, the newest version.`)
  if (source.bytes.id === undefined) return no(`${source.document} ${source.version} is still a draft; publish or remove it first.`)
  if (version < today) return no(`${version} has passed; a version takes effect on the day it is published or later.`)
  const dates = datesFor(version, source, today)
  mkdirSync(folder)
  for (const language of ['id', 'en'] as const) writeCopy(content, source, folder, language, dates)
  return { created: true, lines: whatNext(source, shownPath(folder), version, dates) }
}

interface Dates {
  readonly version: string
  readonly published: string
  readonly new: string
  readonly existing: string
}

/** Existing customers wait for the notice that the predecessor promised, and never less than they wait for the predecessor. */
function datesFor(version: string, predecessor: LoadedVersion, today: string): Dates {
  const notice = predecessor.front.terms.change?.noticeDays ?? 0
  const existing = [version, addDays(today, notice), predecessor.front.effective.existing].sort().at(-1) ?? version
  return { version, published: today, new: version, existing }
}

/** Text edits keep the author's own layout and comments, which parsing and writing YAML would not. */
function writeCopy(content: Content, source: LoadedVersion, folder: string, language: 'id' | 'en', dates: Dates): void {
  const from = join(content.dir, source.document, source.version, `${language}.mdx`)
  const to = join(folder, `${language}.mdx`)
  cpSync(from, to)
  const [, front = '', text = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(readFileSync(from, 'utf8').replaceAll('\r\n', '\n')) ?? []
  const blocks = front.split(/^(?=\w)/m)
  const replaced = blocks.map((block) => {
    if (block.startsWith('changes:')) return 'changes: []\n'
    if (block.startsWith('version:')) return `version: '${dates.version}'\n`
    if (block.startsWith('published:')) return `published: '${dates.published}'\n`
    if (block.startsWith('effective:')) return `effective: { new: '${dates.new}', existing: '${dates.existing}' }\n`
    return block
  })
  writeFileSync(to, `---\n${replaced.join('')}---\n${text}`)
}

function whatNext(source: LoadedVersion, folder: string, version: string, dates: Dates): string[] {
  const notice = source.front.terms.change?.noticeDays ?? 0
  return [
    `Created ${folder} from ${source.document} ${source.version}.`,
    `Dates: published ${dates.published}, for new customers ${dates.new}, for existing ones ${dates.existing} (${source.version} promised ${notice} days’ notice of a material change).`,
    'Next:',
    `  1. Edit terms and text in ${folder}/id.mdx, then the translation in en.mdx. Numbers live in terms; the text shows them with <Term>.`,
    '  2. Say in `changes` of both files what changed, clause by clause, and in `material` whether anything is to a customer’s disadvantage.',
    '  3. If you do not publish today, set `published` to the day you will; keep the notice.',
    '  4. npm run content       checks it and says what is missing.',
    `  5. npm run policy:publish -- ${source.document} ${version}       writes the bytes that are served and digested. From then on it cannot change.`,
    '  6. Commit, and deploy before the day of publication.',
  ]
}
