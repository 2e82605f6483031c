/** Reading one row of an import: what a cell may hold, and how a problem with it is told. */
import { type Catalog, Day as DaySchema } from '../../../content/schema.ts'
import type { Day, Instant } from '../../shared/calendar.ts'
import type { DomainRefusal } from './order-domain.ts'
import type { RenewalPromise } from './renewal.ts'

export interface Row {
  /** Line in the file; the header is line 1. */
  readonly line: number
  readonly cells: Readonly<Record<string, string | undefined>>
}

export interface ImportContext {
  readonly now: Instant
  /** The day of the import in the provider's zone. */
  readonly on: Day
  readonly catalog: Catalog
  /** The terms that the customers are asserted to be bound by. */
  readonly promise: RenewalPromise
  /** P11, of the privacy version that is asserted. */
  readonly minimumAge: number
  /** Domains of accounts that are here already, in ASCII. */
  readonly domainsHere: ReadonlySet<string>
  /** Addresses of users, and usernames at the panel, that are here already. */
  readonly emailsHere: ReadonlySet<string>
  readonly usernamesHere: ReadonlySet<string>
}

/** The value itself is not repeated: it stands in the file, and a report may be kept longer than it. */
export type Problem = {
  readonly file: 'customers' | 'accounts'
  readonly line: number
  readonly column: string
} & (
  | { readonly reason: 'column_missing' | 'column_unknown' | 'column_twice' }
  | { readonly reason: 'quote_not_closed' | 'no_lines' }
  | { readonly reason: 'wrong_number_of_cells'; readonly expected: number; readonly found: number }
  | { readonly reason: 'empty' | 'control_character' | 'not_a_day' | 'not_an_email' | 'not_a_phone' | 'not_a_country' | 'not_a_username' }
  | { readonly reason: 'too_long'; readonly most: number }
  | { readonly reason: 'not_one_of'; readonly options: readonly string[] }
  | { readonly reason: 'under_age'; readonly minimumAge: number }
  | { readonly reason: 'not_for_kind'; readonly kind: string }
  | { readonly reason: 'repeated'; readonly firstLine: number }
  | { readonly reason: 'unknown_customer' | 'domain_here_already' | 'email_here_already' | 'username_here_already' }
  | { readonly reason: 'domain'; readonly refusal: DomainRefusal }
  | { readonly reason: 'unknown_package' }
  | { readonly reason: 'term_not_offered'; readonly offered: readonly string[] }
  | { readonly reason: 'due_too_long_ago'; readonly nextDueOn: Day }
  | { readonly reason: 'due_too_far_ahead'; readonly latest: Day }
  | { readonly reason: 'not_the_anniversary'; readonly dayOfDueDate: number }
)

/** The reason with its facts, without the place that the reader adds. */
export type Reason = Problem extends infer P ? (P extends Problem ? Omit<P, 'file' | 'line' | 'column'> : never) : never

export interface RowFailure {
  readonly reason: 'row_has_problems'
  readonly problems: readonly Problem[]
}

export const MOST_CELL_CHARACTERS = 500

/** Reads the cells of one row and collects what is wrong with them, so that one run tells every problem of a line. */
export interface RowReader {
  /** The trimmed cell; empty where it is missing or was refused. */
  readonly text: (column: string, needed?: boolean) => string
  readonly oneOf: <T extends string>(column: string, options: readonly T[], whenEmpty?: T) => T | undefined
  readonly day: (column: string, needed?: boolean) => Day | undefined
  readonly problem: (column: string, reason: Reason) => void
  readonly problems: Problem[]
}

export function rowReader(file: Problem['file'], { line, cells }: Row): RowReader {
  const problems: Problem[] = []
  // The parts make a Problem again: `Reason` is each Problem less these three.
  const problem = (column: string, reason: Reason) => void problems.push({ file, line, column, ...reason } as Problem)
  const text = (column: string, needed = true) => {
    const value = (Object.hasOwn(cells, column) ? cells[column] : undefined)?.trim() ?? ''
    if (value === '' && needed) problem(column, { reason: 'empty' })
    if (value.length > MOST_CELL_CHARACTERS) problem(column, { reason: 'too_long', most: MOST_CELL_CHARACTERS })
    else if (/\p{Cc}/u.test(value)) problem(column, { reason: 'control_character' })
    else return value
    return ''
  }
  const oneOf = <T extends string>(column: string, options: readonly T[], whenEmpty?: T) => {
    const value = text(column, whenEmpty === undefined)
    const option = options.find((candidate) => candidate === value)
    if (value !== '' && option === undefined) problem(column, { reason: 'not_one_of', options })
    return value === '' ? whenEmpty : option
  }
  const day = (column: string, needed = true) => {
    const value = text(column, needed)
    if (value === '') return undefined
    if (DaySchema.safeParse(value).success) return value
    problem(column, { reason: 'not_a_day' })
    return undefined
  }
  return { text, oneOf, day, problem, problems }
}
