/** Turns the form into the call, and the Worker's refusals back into the form's fields. */
import { register as words } from '../../i18n/portal/register.ts'
import { type FieldError, invalid, type Refusal } from '../answers.ts'
import { createAttempts } from '../attempts.ts'
import { register } from '../calls.ts'
import type { Registration } from '../contract.ts'
import { dayFrom, isTicked, passwordOf, textOf } from '../form/read.ts'
import { language, wordsOf } from '../page.ts'
import { acceptableNow, type Offer, type Offered } from '../policies.ts'
import { checkRegistration } from './check.ts'
import type { Registered } from './registered.tsx'

const t = wordsOf(words)
const attempt = createAttempts<Registration>()

interface Filled {
  readonly data: FormData
  readonly offer: Offer
  /** When each document was first seen on the screen, by the Worker's clock. */
  readonly shown: ReadonlyMap<string, number>
  readonly abroad: boolean
}

interface Outcomes {
  readonly onDone: (registered: Registered) => void
  /** The texts changed while the form was being filled in: the form stays, its boxes are empty again. */
  readonly onNewTexts: (offer: Offer) => void
}

export async function sendRegistration(filled: Filled, { onDone, onNewTexts }: Outcomes): Promise<Refusal | undefined> {
  const { data, abroad } = filled
  const { offered } = filled.offer
  const errors = checkRegistration(data, offered, abroad)
  if (errors.length > 0) return invalid(errors)
  const { body, key } = attempt(bodyOf(filled))
  const answer = await register(body, key)
  if (answer.ok) {
    onDone({ email: textOf(data, 'email'), receipts: answer.value.receipts })
    return undefined
  }
  if (STALE_TEXTS.has(answer.refusal.code)) {
    const fresh = await acceptableNow()
    if (fresh.ok) onNewTexts(fresh.value)
    return { ...answer.refusal, title: t.newTextsTitle, detail: t.newTexts, errors: [] }
  }
  return { ...answer.refusal, errors: answer.refusal.errors.map((error) => onForm(error, offered)) }
}

const STALE_TEXTS = new Set(['wrong_digest', 'version_not_acceptable', 'unknown_version', 'shown_too_long_ago'])

function bodyOf(filled: Filled): Registration {
  const { data, abroad } = filled
  const common = {
    name: textOf(data, 'name'),
    userId: textOf(data, 'userId'),
    email: textOf(data, 'email'),
    phone: textOf(data, 'phone'),
    address: textOf(data, 'address'),
    country: textOf(data, 'country'),
    password: passwordOf(data, 'password'),
    language,
    ...(abroad ? { transferAcknowledged: isTicked(data, 'transferAcknowledged') } : {}),
    acceptances: acceptancesOf(filled),
    clientTime: new Date().toISOString(),
    page: location.pathname,
  }
  if (textOf(data, 'kind') !== 'company') return { kind: 'person', ...common, bornOn: dayFrom(data, 'bornOn') ?? '' }
  const company = { name: textOf(data, 'company.name'), authority: textOf(data, 'company.authority') }
  return { kind: 'company', ...common, company }
}

function acceptancesOf({ offer, shown }: Filled) {
  return offer.offered.map(({ document, version, digest }) => {
    const shownAt = shown.get(document) ?? offer.clock()
    return { document, version, language, digest, shownAt }
  })
}

/** The API names a document by its place in the list, the form by its name. */
function onForm(error: FieldError, offered: readonly Offered[]): FieldError {
  const [list, index] = error.field.split('.')
  const document = list === 'acceptances' ? offered[Number(index)]?.document : undefined
  return document ? { field: `accept.${document}`, message: error.message } : error
}
