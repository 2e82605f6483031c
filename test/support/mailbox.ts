/** A mail server of our own that speaks real SMTP: takes mail and keeps it, or refuses as real ones do. */
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly mail: Email
}

/** What it answers to a recipient, or after the whole mail: an SMTP code. */
type Mood = 'takes' | { readonly refuses: 421 | 450 | 451 | 550 | 552; readonly at: 'recipient' | 'mail' }

export interface Mailbox {
  readonly url: string
  readonly received: Received[]
  /** How many conversations began. */
  readonly conversations: number
  mood: Mood
  /** An address that it never takes mail for, whatever its mood. */
  unknown: string | null
  close(): Promise<void>
}

export interface MailboxOptions {
  readonly user?: string
  readonly password?: string
  /** Offers STARTTLS, with a certificate that nobody vouches for. */
  readonly untrusted?: boolean
}

class Refusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number) {
    super('refused by the test')
    this.responseCode = responseCode
  }
}

export async function openMailbox({ user, password, untrusted = false }: MailboxOptions = {}): Promise<Mailbox> {
  const received: Received[] = []
  let conversations = 0
  const box: { mood: Mood; unknown: string | null } = { mood: 'takes', unknown: null }
  const refusal = (at: 'recipient' | 'mail') =>
    typeof box.mood === 'object' && box.mood.at === at ? new Refusal(box.mood.refuses) : undefined
  const server = new SMTPServer({
    disabledCommands: [...(untrusted ? [] : (['STARTTLS'] as const)), ...(user ? [] : (['AUTH'] as const))],
    authOptional: user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onConnect(_session, answer) {
      conversations++
      answer()
    },
    onAuth(auth, _session, answer) {
      answer(auth.username === user && auth.password === password ? null : new Refusal(535), { user: auth.username })
    },
    onRcptTo({ address }, _session, answer) {
      answer(address === box.unknown ? new Refusal(550) : refusal('recipient'))
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const refused = refusal('mail')
        if (refused) return answer(refused)
        const raw = Buffer.concat(chunks).toString()
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
        received.push({ from, to: session.envelope.rcptTo.map(({ address }) => address), raw, mail: await PostalMime.parse(raw) })
        answer()
      })
    },
  })
  // A client that hangs up in the middle is its own business.
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const scheme = untrusted ? 'smtp' : 'smtp+plain'
  const credentials = user ? `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}@` : ''
  return {
    url: `${scheme}://${credentials}localhost:${port}`,
    received,
    get conversations() {
      return conversations
    },
    get mood() {
      return box.mood
    },
    set mood(mood) {
      box.mood = mood
    },
    get unknown() {
      return box.unknown
    },
    set unknown(address) {
      box.unknown = address
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
