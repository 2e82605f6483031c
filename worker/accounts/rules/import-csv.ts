/**
 * CSV after RFC 4180, as spreadsheets write it: a byte order mark, semicolons or tabs where commas stand for decimals, and either end
 * of line are taken too. A cell is text; what it means is decided by the rules of its column.
 */
import type { Problem, Row } from './import-rows.ts'

interface Line {
  /** Of the file; a cell in quotes may go over several. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvFile {
  /** Names of the columns, lower case. */
  readonly header: readonly string[]
  readonly rows: readonly Row[]
  readonly problems: readonly Problem[]
}

const DELIMITERS = [',', ';', '\t'] as const

/** Whichever stands most often in the first line. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1)
  const count = (delimiter: string) => first.split(delimiter).length
  return DELIMITERS.reduce<string>((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',')
}

/** @returns every line that is not blank; `openSince`: a quote of that line is never closed. */
function linesOf(text: string, delimiter: string): { lines: Line[]; openSince: number | null } {
  const lines: Line[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begun = 1
  const endCell = () => {
    cells.push(cell)
    cell = ''
  }
  const endLine = () => {
    endCell()
    if (cells.some((value) => value.trim() !== '')) lines.push({ line: begun, cells })
    cells = []
    begun = line + 1
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quoted) {
      if (character === '"' && text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else if (character === '"') quoted = false
      else cell += character
    } else if (character === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (character === delimiter) endCell()
    else if (character === '\n') endLine()
    else if (character !== '\r' || text.charAt(at + 1) !== '\n') cell += character
    if (character === '\n') line++
  }
  endLine()
  return { lines, openSince: quoted ? (lines.at(-1)?.line ?? 1) : null }
}

/** Rows by the names of their columns. A row whose cells do not fit the header is a problem, and so is a quote without its end. */
export function readCsv(file: Problem['file'], text: string): CsvFile {
  const clean = text.replace(/^\uFEFF/, '')
  const { lines, openSince } = linesOf(clean, delimiterOf(clean))
  const [first, ...rest] = lines
  const header = (first?.cells ?? []).map((name) => name.trim().toLowerCase())
  if (openSince !== null) return { header, rows: [], problems: [{ file, line: openSince, column: '', reason: 'quote_not_closed' }] }
  // Accounts may be absent; without a customer there is nothing to import.
  if (file === 'customers' && rest.length === 0) return { header, rows: [], problems: [{ file, line: 1, column: '', reason: 'no_lines' }] }
  const rows = rest.flatMap(({ line, cells }) =>
    cells.length === header.length ? [{ line, cells: Object.fromEntries(header.map((name, index) => [name, cells[index]])) }] : [],
  )
  const problems = rest.flatMap(({ line, cells }): Problem[] =>
    cells.length === header.length
      ? []
      : [{ file, line, column: '', reason: 'wrong_number_of_cells', expected: header.length, found: cells.length }],
  )
  return { header, rows, problems }
}
