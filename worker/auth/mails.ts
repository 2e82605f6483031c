/** Mails about signing in. Words only. */
import type { Language, Localized } from '../../content/schema.ts'
import type { Mail } from '../db/changes.ts'

const inLanguage = (origin: string, language: Language, path: string) => `${origin}${language === 'en' ? '/en' : ''}${path}`

export function verificationMail(to: string, language: Language, origin: string, token: string): Mail {
  const back = encodeURIComponent(inLanguage('', language, '/masuk/email?dari=tautan'))
  const verify = `${origin}/api/auth/verify-email?token=${token}&callbackURL=${back}`
  const words = {
    id: {
      subject: 'Konfirmasi alamat e-mail Anda',
      text: `Buka tautan ini dalam satu hari untuk mengonfirmasi bahwa alamat ini milik Anda:\n${verify}\n\nJika Anda tidak memintanya, abaikan pesan ini.`,
    },
    en: {
      subject: 'Please confirm your e-mail address',
      text: `Open this link within one day to confirm that this address is yours:\n${verify}\n\nIf you did not ask for it, ignore this message.`,
    },
  }[language]
  return { to, kind: 'verify_email', language, ...words, links: { verify } }
}

export function resetMail(to: string, language: Language, origin: string, token: string): Mail {
  const reset = inLanguage(origin, language, `/masuk/sandi-baru?token=${token}`)
  const words = {
    id: {
      subject: 'Kata sandi baru',
      text: `Buka tautan ini dalam satu jam untuk membuat kata sandi baru:\n${reset}\n\nJika Anda tidak memintanya, abaikan pesan ini; kata sandi Anda tetap berlaku.`,
    },
    en: {
      subject: 'A new password',
      text: `Open this link within one hour to choose a new password:\n${reset}\n\nIf you did not ask for it, ignore this message; your password stays as it is.`,
    },
  }[language]
  return { to, kind: 'reset_password', language, ...words, links: { reset } }
}

export function passwordChangedMail(to: string, language: Language, origin: string): Mail {
  const links = { security: inLanguage(origin, language, '/akun/keamanan'), forgot: inLanguage(origin, language, '/masuk/lupa') }
  const words = {
    id: {
      subject: 'Kata sandi Anda telah diganti',
      text: `Kata sandi akun Anda baru saja diganti. Jika bukan oleh Anda, buat kata sandi baru di ${links.forgot} dan periksa sesi Anda di ${links.security}.`,
    },
    en: {
      subject: 'Your password was changed',
      text: `The password of your account has just been changed. If it was not you, choose a new one at ${links.forgot} and check your sessions at ${links.security}.`,
    },
  }[language]
  return { to, kind: 'password_changed', language, ...words, links }
}

/** P13: the customer keeps their credentials, so they are told when these are used from elsewhere. */
export const NEW_DEVICE: { readonly title: Localized; readonly text: Localized } = {
  title: { id: 'Masuk dari perangkat baru', en: 'Sign-in from a new device' },
  text: {
    id: 'Akun Anda baru saja dibuka dari perangkat atau jaringan yang belum pernah Anda pakai di sini. Jika bukan Anda, ganti kata sandi dan akhiri semua sesi.',
    en: 'Your account has just been opened from a device or network that you have not used here before. If it was not you, change your password and sign out everywhere.',
  },
}

export function newDeviceMail(to: string, language: Language, origin: string): Mail {
  const security = inLanguage(origin, language, '/akun/keamanan')
  const { title, text } = NEW_DEVICE
  return { to, kind: 'new_device', language, subject: title[language], text: `${text[language]}\n${security}`, links: { security } }
}
