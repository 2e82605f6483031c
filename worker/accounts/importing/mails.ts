/** The first mail to a customer who was brought along from elsewhere. Words only. */
import type { Language } from '../../../content/schema.ts'
import type { Mail } from '../../db/changes.ts'

/** Long enough to come back from a holiday week; afterwards a new link is a click away. */
export const INVITATION_DAYS = 7

interface Invited {
  readonly email: string
  readonly language: Language
  readonly domains: readonly string[]
}

export function invitationMail({ email, language, domains }: Invited, service: string, origin: string, token: string): Mail {
  const root = `${origin}${language === 'en' ? '/en' : ''}`
  const links = {
    password: `${root}/masuk/sandi-baru?token=${token}`,
    forgot: `${root}/masuk/lupa`,
    agreements: `${root}/akun/persetujuan`,
  }
  const list = domains.length > 0 ? `\n\n${domains.map((domain) => `- ${domain}`).join('\n')}` : ''
  const words = {
    id: {
      subject: `Layanan Anda di ${service}: buat kata sandi`,
      text: `Data langganan Anda kami pindahkan ke portal baru.${list}\n\nBuat kata sandi dalam ${INVITATION_DAYS} hari, lalu masuk dengan alamat email ini:\n${links.password}\n\nSesudah itu, minta tautan baru di ${links.forgot}\n\nDokumen yang Anda setujui dahulu tercatat sebagai pernyataan kami, bukan persetujuan Anda. Baca dan putuskan di ${links.agreements}`,
    },
    en: {
      subject: `Your services at ${service}: choose a password`,
      text: `We have moved your subscription to a new portal.${list}\n\nChoose a password within ${INVITATION_DAYS} days, then sign in with this e-mail address:\n${links.password}\n\nAfter that, ask for a new link at ${links.forgot}\n\nWhat you agreed to before stands here as our statement, not as your acceptance. Read it and decide at ${links.agreements}`,
    },
  }[language]
  return { to: email, kind: 'invitation', language, ...words, links }
}
