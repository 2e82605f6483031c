/** Mails and notices around the people of a company. Words only. */
import type { Language, Localized } from '../../../content/schema.ts'
import type { Mail } from '../../db/changes.ts'
import { formatInstant } from '../../shared/calendar.ts'
import type { MemberRole } from './rules.ts'

export const ROLE_NAMES: Readonly<Record<MemberRole, Localized>> = {
  owner: { id: 'pemilik', en: 'owner' },
  billing: { id: 'bagian tagihan', en: 'billing' },
  technical: { id: 'bagian teknis', en: 'technical' },
}

interface Inviting {
  readonly to: string
  readonly language: Language
  readonly origin: string
  readonly token: string
  readonly company: string
  readonly role: MemberRole
  readonly by: string
  readonly expiresAt: number
  readonly zone: { readonly timeZone: string; readonly zoneAbbreviation: string }
}

export function invitationMail({ to, language, origin, token, company, role, by, expiresAt, zone }: Inviting): Mail {
  const accept = `${origin}${language === 'en' ? '/en' : ''}/masuk/undangan?token=${token}`
  const until = formatInstant(expiresAt, language, zone.timeZone, zone.zoneAbbreviation)
  const name = ROLE_NAMES[role][language]
  const words = {
    id: {
      subject: `Undangan untuk bertindak atas nama ${company}`,
      text: `${by} mengundang Anda untuk bertindak atas nama ${company} di sini sebagai ${name}.\n\nTerima undangannya sebelum ${until}:\n${accept}\n\nTidak mengenalnya? Abaikan pesan ini; tanpa Anda menerimanya, tidak ada yang terjadi.`,
    },
    en: {
      subject: `Invitation to act for ${company}`,
      text: `${by} invites you to act for ${company} here as ${name}.\n\nAccept it before ${until}:\n${accept}\n\nYou do not know them? Ignore this message; unless you accept, nothing happens.`,
    },
  }[language]
  return { to, kind: 'member_invited', language, ...words, links: { accept } }
}

/** To whoever no longer acts for a company. */
export function removedMail(to: string, language: Language, company: string): Mail {
  const words = {
    id: {
      subject: `Anda tidak lagi bertindak atas nama ${company}`,
      text: `Akses Anda ke akun ${company} diakhiri oleh pemiliknya. ID pengguna Anda tetap ada.`,
    },
    en: {
      subject: `You no longer act for ${company}`,
      text: `An owner of ${company} has ended your access to its account. Your user id stays.`,
    },
  }[language]
  return { to, kind: 'member_removed', language, ...words, links: {} }
}

type Happening = 'member_joined' | 'member_role_changed' | 'member_removed' | 'member_left'

/** What the company's inbox says. Its people see each other's names; an event names them by id alone. */
export function memberNotice(kind: Happening, name: string, role: MemberRole): { readonly title: Localized; readonly text: Localized } {
  const { id, en } = ROLE_NAMES[role]
  return {
    member_joined: {
      title: { id: `${name} bergabung`, en: `${name} has joined` },
      text: { id: `${name} sekarang bertindak untuk perusahaan ini sebagai ${id}.`, en: `${name} now acts for this company as ${en}.` },
    },
    member_role_changed: {
      title: { id: `Peran ${name} berubah`, en: `The role of ${name} has changed` },
      text: { id: `${name} sekarang bertindak sebagai ${id}.`, en: `${name} now acts as ${en}.` },
    },
    member_removed: {
      title: { id: `Akses ${name} diakhiri`, en: `The access of ${name} has ended` },
      text: { id: `${name} tidak lagi bertindak untuk perusahaan ini.`, en: `${name} no longer acts for this company.` },
    },
    member_left: {
      title: { id: `${name} keluar`, en: `${name} has left` },
      text: { id: `${name} tidak lagi bertindak untuk perusahaan ini.`, en: `${name} no longer acts for this company.` },
    },
  }[kind]
}
