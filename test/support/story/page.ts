/** How the story is set on a terminal: months as headings, days in the margin, sentences no wider than the page. */
import type { Language } from '../../../content/schema.ts'
import { formatRupiah } from '../../../worker/shared/money.ts'

const WIDTH = 96
const MARGIN = 20
const ZONE = 'Asia/Jakarta'

export type Words = Readonly<Record<Language, string>>

export interface Page {
  readonly language: Language
  /** A sentence in the reader's language, with the moment and who it is about in the margin. */
  tell(at: number, who: string, words: Words, below?: readonly string[]): void
  heading(text: string): void
  table(rows: readonly (readonly string[])[]): void
  rupiah(amount: number): string
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    // An address stays whole, however long it is: it is there to be opened.
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

export function openPage(language: Language, write: (line: string) => void = console.log): Page {
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })
  const [month, day] = [format({ month: 'long', year: 'numeric' }), format({ weekday: 'short', day: 'numeric', month: 'short' })]
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
  const seen = { month: '', day: '' }
  const heading = (text: string) => write(`\n${text.toUpperCase()}\n${'─'.repeat(WIDTH)}`)

  function turnTo(at: number): void {
    const [now, today] = [month.format(at), day.format(at)]
    if (now !== seen.month) heading(now)
    if (today !== seen.day) write(`\n  ${today}`)
    Object.assign(seen, { month: now, day: today })
  }

  return {
    language,
    heading,
    rupiah: (amount) => formatRupiah(amount, language).replace('\u00a0', ' '),
    tell(at, who, words, below = []) {
      turnTo(at)
      const lines = wrapped(words[language], WIDTH - MARGIN)
      const margin = `  ${clock.format(at)}  ${who}`.padEnd(MARGIN)
      for (const [index, line] of lines.entries()) write((index === 0 ? margin : ' '.repeat(MARGIN)) + line)
      for (const line of below) write(' '.repeat(MARGIN) + line)
    },
    table(rows) {
      const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
      for (const [index, row] of rows.entries()) {
        write(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd())
        if (index === 0) write(`  ${widths.map((width) => '─'.repeat(width)).join('───')}`)
      }
    },
  }
}
