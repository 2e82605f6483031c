/** The interface's own words, both languages side by side. Documents, terms and names come from `content/`. */
import type { Language, Localized } from '#content/schema'

export type Words = { readonly [name: string]: Localized }

/** `words` in one language: `const t = inLanguage(FRAME, 'id'); t('skip')`. */
export function inLanguage<W extends Words>(words: W, language: Language): (name: keyof W) => string {
  return (name) => (words[name] as Localized)[language]
}

export const FRAME = {
  skip: { id: 'Langsung ke isi', en: 'Skip to content' },
  main: { id: 'Utama', en: 'Main' },
  privacy: { id: 'Privasi', en: 'Privacy' },
  sla: { id: 'SLA', en: 'SLA' },
  terms: { id: 'Ketentuan', en: 'Terms' },
  cookies: { id: 'Cookie', en: 'Cookies' },
  announcements: { id: 'Pengumuman', en: 'News' },
  contact: { id: 'Kontak', en: 'Contact' },
  glossary: { id: 'Glosarium', en: 'Glossary' },
  law: { id: 'Dasar hukum', en: 'Legal basis' },
  calculator: { id: 'Kalkulator jatuh tempo', en: 'Due date calculator' },
  data: { id: 'Data terbuka (policies.json)', en: 'Open data (policies.json)' },
  feed: { id: 'Umpan Atom', en: 'Atom feed' },
  more: { id: 'Lainnya', en: 'More' },
  signIn: { id: 'Masuk', en: 'Sign in' },
  own: { id: 'Akun dan bahasa', en: 'Account and language' },
  twin: { id: 'English', en: 'Bahasa Indonesia' },
  footer: { id: 'Kaki halaman', en: 'Footer' },
} as const satisfies Words
