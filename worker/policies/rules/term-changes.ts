/** The table of changed terms between two versions: “Terlambat: akun diterminasi setelah: 7 → 10 hari”. */
import type { Language } from '../../../content/schema.ts'
import { fieldLabel, termLabel, termUnit } from './term-labels.ts'
import { formatPeriod, formatValue, isRecord } from './term-text.ts'

export interface TermChange {
  /** Dotted path; an entry of a list by its id or name: `purposes.survey.basis`. */
  readonly path: string
  readonly label: string
  /** As written on the page; undefined: that version did not have it. */
  readonly before: string | undefined
  readonly after: string | undefined
  /** “hari”, “days”; empty where the value carries its unit or has none. */
  readonly unit: string
}

interface Leaf {
  readonly label: string
  readonly text: string
  readonly unit: string
}

/** Terms that were added, dropped or changed, in the order of the newer version, dropped ones last. */
export function termChanges(before: object, after: object, language: Language): TermChange[] {
  const older = leavesOf(before, language)
  const newer = leavesOf(after, language)
  const paths = [...newer.keys(), ...[...older.keys()].filter((path) => !newer.has(path))]
  const changed = paths.flatMap((path): TermChange[] => {
    const was = older.get(path)
    const is = newer.get(path)
    const leaf = is ?? was
    if (leaf === undefined || was?.text === is?.text) return []
    return [{ path, label: leaf.label, before: was?.text, after: is?.text, unit: leaf.unit }]
  })
  // An entry that came or went as a whole is told once, by its name, without its fields.
  const whole = changed.filter(({ before: was, after: is }) => was === undefined || is === undefined).map(({ path }) => `${path}.`)
  return changed.filter(({ path }) => !whole.some((entry) => path.startsWith(entry)))
}

function leavesOf(terms: object, language: Language): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const categories = categoryNames(terms, language)
  const add = (path: string, label: string, value: unknown) => {
    const text = leafText(path, value, categories, language)
    if (text !== undefined) leaves.set(path, { label, text, unit: typeof value === 'number' ? termUnit(path, language) : '' })
  }
  const walk = (path: string, value: unknown) => {
    if (isEntryList(value)) {
      for (const entry of value) walkEntry(path, entry)
    } else if (isRecord(value) && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, inner)
    } else add(path, termLabel(path, language), value)
  }
  const walkEntry = (list: string, entry: Record<string, unknown>) => {
    const path = `${list}.${String(entry['id'] ?? entry['name'])}`
    const name = nameOf(entry, language)
    leaves.set(path, { label: termLabel(list, language), text: name, unit: '' })
    for (const [field, value] of Object.entries(entry)) {
      if (field === 'id' || field === 'name') continue
      add(`${path}.${field}`, `${termLabel(list, language)}, ${name}: ${fieldLabel(field, language)}`, value)
    }
  }
  walk('', terms)
  return leaves
}

function leafText(path: string, value: unknown, categories: ReadonlyMap<string, string>, language: Language): string | undefined {
  if (isLocalized(value)) return value[language]
  if (path.endsWith('.keep') && isRecord(value)) return formatPeriod(value, language)
  if (path.endsWith('.categories') && Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((id) => categories.get(String(id)) ?? String(id)).join('; ')
  }
  return formatValue(value, path, language)
}

/** An entry without a name of its own (retention) is called by its reason. */
function nameOf(entry: Record<string, unknown>, language: Language): string {
  const name = entry['name']
  if (isLocalized(name)) return name[language]
  if (typeof name === 'string') return name
  return isLocalized(entry['reason']) ? entry['reason'][language] : String(entry['id'])
}

function categoryNames(terms: object, language: Language): Map<string, string> {
  const list = 'dataCategories' in terms && isEntryList(terms.dataCategories) ? terms.dataCategories : []
  return new Map(list.flatMap((entry) => (isLocalized(entry['name']) ? [[String(entry['id']), entry['name'][language]] as const] : [])))
}

function isEntryList(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isRecord)
}

function isLocalized(value: unknown): value is Record<Language, string> {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['en'] === 'string'
}
