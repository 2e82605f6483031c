import { language } from '../page.ts'

export const count = (n: number): string => new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB').format(n)
