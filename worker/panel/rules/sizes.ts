/** Sizes as people read them: decimal, as S7 counts. */
import type { Language } from '../../../content/schema.ts'
import { GIGABYTE } from './backup.ts'

const MEGABYTE = 1_000_000
const LOCALE = { id: 'id-ID', en: 'en-GB' } as const

/** “1,25 GB” / “1.25 GB”; below a gigabyte in megabytes. */
export function formatSize(bytes: number, language: Language): string {
  const [unit, name, digits] = bytes >= GIGABYTE ? ([GIGABYTE, 'GB', 2] as const) : ([MEGABYTE, 'MB', 0] as const)
  return `${new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: digits }).format(bytes / unit)} ${name}`
}
