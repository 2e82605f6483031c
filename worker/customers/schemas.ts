/** What a registration brings. Strict: an unknown field is named and refused. */
import * as z from 'zod'
import { Day, Language } from '../../content/schema.ts'
import { ClientTime, Page, ShownVersion } from '../agreements/schemas.ts'
import { PASSWORD_FLAWS, PASSWORD_MAX, passwordFlaw } from '../auth/rules/password.ts'
import { isCountry, MEMBER_ROLES } from './rules.ts'

/** No control characters (a mail's header would end at one), nothing that turns the direction of what follows, no mere blanks. */
const TEXT = /^(?=[\s\S]*[\p{L}\p{N}])[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u
/** An address has lines. */
const LINES = /^(?=[\s\S]*[\p{L}\p{N}])(?:[\t\r\n]|[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069])*$/u
/** One line that says something. */
export const line = (max: number, shape = TEXT) => z.string().trim().min(1, { abort: true }).max(max, { abort: true }).regex(shape)

/** Names stand in mails to people whom nobody here knows (invitations): a web address in one would be a stranger's link under our name. */
const WEB_ADDRESS = /:\/\/|\bwww\./i
export const nameLine = (max: number) =>
  line(max).refine((name) => !WEB_ADDRESS.test(name), {
    params: { id: 'Tulis nama, bukan alamat web.', en: 'Write a name, not a web address.' },
  })

/** Whoever writes a year with two digits means another; nobody alive was born before. */
const BornOn = Day.refine((day) => day >= '1900-01-01', {
  params: { id: 'Tulis tahun lahir dengan empat angka, mulai 1900.', en: 'Write the year of birth with four digits, from 1900.' },
})

const USER_ID = /^[a-z][a-z0-9._-]{2,29}$/i

export const UserId = z
  .string()
  .regex(USER_ID)
  .describe('What one signs in with: 3 to 30 letters, digits, dots, dashes, underscores, beginning with a letter; case does not matter.')

const common = {
  name: nameLine(120).describe('Full name; for a company, of who signs for it.'),
  userId: UserId,
  email: z.email().max(254),
  phone: z
    .string()
    .regex(/^\+?(?=(?:[^0-9]*[0-9]){6,15}[^0-9]*$)[0-9][0-9 ().-]{5,22}$/)
    .describe('With the country code, as +62 812 …'),
  address: line(400, LINES),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .refine(isCountry, { params: { id: 'Bukan kode negara ISO 3166-1.', en: 'Not an ISO 3166-1 country code.' } })
    .describe('Country of residence, ISO 3166-1 alpha-2.'),
  password: z.string().max(PASSWORD_MAX),
  language: Language.describe('Language of pages and mails.'),
  transferAcknowledged: z
    .boolean()
    .optional()
    .describe('That data is processed in another jurisdiction was read (P7); required of a customer outside the provider’s country.'),
  acceptances: z
    .array(ShownVersion)
    .min(1)
    .max(3)
    .describe('Terms, SLA and privacy terms, each in the version in force for new customers.'),
  clientTime: ClientTime.optional(),
  page: Page,
}

export const Registration = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), ...common, bornOn: BornOn.describe('Date of birth (P11).') }),
    z.strictObject({
      kind: z.literal('company'),
      ...common,
      company: z.strictObject({
        name: nameLine(200),
        authority: line(200).describe('On what ground its signer may bind the company, in their own words.'),
        foundedOn: Day.optional(),
      }),
    }),
  ])
  .superRefine((registration, context) => {
    const flaw = passwordFlaw(registration.password, registration)
    if (flaw) context.addIssue({ code: 'custom', path: ['password'], params: PASSWORD_FLAWS[flaw] })
  })
export type Registration = z.infer<typeof Registration>

export const RegistrationAnswer = z.object({
  customerId: z.string(),
  receipts: z.array(z.object({ id: z.string(), document: z.enum(['terms', 'sla', 'privacy']) })),
})
export type RegistrationAnswer = z.infer<typeof RegistrationAnswer>

export const Me = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    userId: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    twoFactorEnabled: z.boolean(),
    role: z.enum(['customer', 'staff']),
  }),
  customer: z
    .object({
      ...{ id: z.string(), kind: z.enum(['person', 'company']), name: z.string(), language: Language, country: z.string() },
      role: z.enum(MEMBER_ROLES).describe('What this person may do for it.'),
    })
    .nullable()
    .describe('Null for staff, and for somebody who acts for nobody any more.'),
  actsFor: z
    .array(z.object({ id: z.string(), kind: z.enum(['person', 'company']), name: z.string(), role: z.enum(MEMBER_ROLES) }))
    .describe('Every customer that this person acts for.'),
  outstanding: z.int().describe('Decisions that this customer has yet to make.'),
  unread: z.int().describe('Messages in the inbox that this person has not seen.'),
})
