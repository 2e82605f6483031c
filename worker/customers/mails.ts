/** Mails and the notice around a registration. Words only. */
import type { Language, Localized } from '../../content/schema.ts'
import { attachmentsOf, decisionLine, type MailedDecision } from '../agreements/mails.ts'
import type { Mail } from '../db/changes.ts'

/** P7: every customer is told; who lives elsewhere has acknowledged it besides. */
export function transferNotice(privacyPath: Localized): { readonly title: Localized; readonly text: Localized } {
  return {
    title: { id: 'Data Anda melintasi batas negara', en: 'Your data crosses borders' },
    text: {
      id: `Layanan ini dijalankan di jaringan Cloudflare, sehingga data Anda juga diproses di luar negeri. Selengkapnya: ${privacyPath.id}#P7`,
      en: `This service runs on Cloudflare’s network, so your data is also processed abroad. More: ${privacyPath.en}#P7`,
    },
  }
}

export function registrationMail(
  to: string,
  language: Language,
  origin: string,
  list: readonly MailedDecision[],
  transfer: Localized,
): Mail {
  const page = `${origin}${language === 'en' ? '/en' : ''}/akun/persetujuan`
  const words = {
    id: {
      subject: 'Pendaftaran Anda dan yang Anda setujui',
      before: 'Anda telah terdaftar. Yang Anda setujui:',
      after: 'Teksnya terlampir, beserta tanda terima bertanda tangan. Semua persetujuan Anda:',
    },
    en: {
      subject: 'Your registration and what you accepted',
      before: 'You are registered. What you accepted:',
      after: 'The texts are attached, together with the signed receipts. All your agreements:',
    },
  }[language]
  const text = [
    words.before,
    ...list.map((one) => `- ${decisionLine(one, language)}`),
    '',
    `${words.after} ${page}`,
    '',
    transfer[language],
  ].join('\n')
  return {
    to,
    kind: 'registration',
    language,
    subject: words.subject,
    text,
    links: { agreements: page },
    attachments: list.flatMap(attachmentsOf),
  }
}

/** To the owner of an address with which somebody tried to register once more. */
export function alreadyRegisteredMail(to: string, language: Language, origin: string): Mail {
  const prefix = `${origin}${language === 'en' ? '/en' : ''}`
  const links = { signIn: `${prefix}/masuk`, reset: `${prefix}/masuk/lupa` }
  const words = {
    id: {
      subject: 'Alamat e-mail ini sudah terdaftar',
      text: `Seseorang mencoba mendaftar dengan alamat ini, yang sudah memiliki akun. Jika itu Anda, masuk di ${links.signIn} atau ganti kata sandi di ${links.reset}. Jika bukan, tidak ada yang perlu Anda lakukan.`,
    },
    en: {
      subject: 'This e-mail address is already registered',
      text: `Somebody tried to register with this address, which already has an account. If it was you, sign in at ${links.signIn} or reset your password at ${links.reset}. If not, there is nothing you need to do.`,
    },
  }[language]
  return { to, kind: 'already_registered', language, ...words, links }
}
