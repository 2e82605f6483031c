/**
 * Demo data, made through the same doors a customer and staff use: registrations with their acceptances, and accounts whose
 * history the real sweep writes tick by tick. Only the account’s opening is a development door, until orders exist.
 */
import type { AcceptablePolicies } from '../../worker/agreements/schemas.ts'
import { addDays, dayOf, startOfDay } from '../../worker/shared/calendar.ts'
import { DEMO_PASSWORD, LANGIT, SARI, SARI_ACCOUNTS, STAFF } from './demo.ts'
import { totpCode } from './totp.ts'

const TIME_ZONE = 'Asia/Jakarta'

interface Session {
  call<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
}

/** @returns the otpauth address of the staff member’s second factor, for the authenticator app of whoever tries it. */
export async function seed(origin: string, today: number): Promise<{ staffTotpUri: string }> {
  const sari = await register(origin, { kind: 'person', ...SARI, bornOn: '1991-04-21', address: 'Jalan Melati 7, Bandung 40115' })
  await register(origin, {
    kind: 'company',
    ...LANGIT,
    address: 'Jalan Contoh 12, Surabaya 60271',
    company: { name: 'PT Langit Biru', authority: 'Direktur' },
  })
  const visitor = session(origin)
  const opened = await Promise.all(
    SARI_ACCOUNTS.map(({ domain, package: packageId, term, dueInDays }) =>
      visitor.call<{ issuedAt: string }>('/api/dev/accounts', {
        ...{ customer: sari, domain, package: packageId, term },
        dueOn: addDays(dayOf(today, TIME_ZONE), dueInDays),
      }),
    ),
  )
  // Everything S14 orders happens at midnight of the provider's calendar, so a tick a day writes the history it would have had.
  let day = opened.map(({ issuedAt }) => dayOf(Date.parse(issuedAt), TIME_ZONE)).sort()[0] ?? dayOf(today, TIME_ZONE)
  for (; startOfDay(day, TIME_ZONE) <= today; day = addDays(day, 1)) {
    await visitor.call('/api/dev/sweep', { now: new Date(startOfDay(day, TIME_ZONE)).toISOString() })
  }
  return { staffTotpUri: await secondFactor(origin) }
}

async function register(origin: string, person: Record<string, unknown>): Promise<string> {
  const visitor = session(origin)
  const offered = await visitor.call<AcceptablePolicies>('/api/v1/policies')
  const acceptances = offered.documents
    .filter(({ acceptance }) => acceptance)
    .map(({ document, inForce }) => {
      if (inForce.new === null) throw new Error(`no version of ${document} is in force`)
      const { version, digests } = inForce.new
      return { document, version, language: 'id', digest: digests.id, shownAt: offered.now - 60_000 }
    })
  const input = {
    phone: '+62 812-5550-0100',
    country: 'ID',
    language: 'id',
    password: DEMO_PASSWORD,
    page: '/daftar',
    acceptances,
    ...person,
  }
  const { customerId } = await visitor.call<{ customerId: string }>('/api/v1/registrations', input)
  await verifyMail(origin, String(person['email']))
  return customerId
}

/** Opens the link in the mail that registration queued. */
async function verifyMail(origin: string, address: string): Promise<void> {
  const mails = await session(origin).call<readonly { to: string | null; links?: { verify?: string } }[]>('/api/dev/mail')
  const link = mails.find(({ to, links }) => to === address && links?.verify !== undefined)?.links?.verify
  if (link === undefined) throw new Error(`no verification mail for ${address}`)
  await fetch(link, { redirect: 'manual' })
}

async function secondFactor(origin: string): Promise<string> {
  const staff = session(origin)
  await staff.call('/api/v1/sign-in', { login: STAFF.userId, password: DEMO_PASSWORD })
  const { totpURI } = await staff.call<{ totpURI: string }>('/api/auth/two-factor/enable', { password: DEMO_PASSWORD })
  await staff.call('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI, Date.now()) })
  return totpURI
}

/** A browser’s manners in a few lines: keeps cookies, says where it comes from. */
function session(origin: string): Session {
  const cookies = new Map<string, string>()
  return {
    async call(path, body, headers = {}) {
      const response = await fetch(origin + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          origin,
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const text = await response.text()
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
      return text ? JSON.parse(text) : undefined
    },
  }
}
