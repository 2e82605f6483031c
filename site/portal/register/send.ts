/** Turns the form into the call, and the Worker's refusals back into the form's fields. */
import type { FieldError, Refusal } from '../answers.ts'
import { invalid } from '../answers.ts'
import { register } from '../calls.ts'
import { dayFrom, isTicked, passwordOf, textOf } from '../form/read.ts'
import { language } from '../page.ts'
import type { Offer, Offered } from '../policies.ts'
import { checkRegistration } from './check.ts'
import type { Registration } from './registered.tsx'

interface Filled {
  readonly data: FormData
  readonly offer: Offer
  /** When each document was first seen on the screen, by the Worker's clock. */
  readonly shown: ReadonlyMap<string, number>
  readonly abroad: boolean
}

export async function sendRegistration(filled: Filled, onDone: (registration: Registration) => void): Promise<Refusal | undefined> {
  const { data, abroad } = filled
  const { offered } = filled.offer
  const errors = checkRegistration(data, offered, abroad)
  if (errors.length > 0) return invalid(errors)
  const answer = await register(bodyOf(filled))
  if (!answer.ok) return { ...answer.refusal, errors: answer.refusal.errors.map((error) => onForm(error, offered)) }
  onDone({ email: textOf(data, 'email'), receipts: answer.value.receipts })
  return undefined
}

function bodyOf({ data, offer, shown, abroad }: Filled) {
  const bornOn = dayFrom(data, 'bornOn')
  const company = textOf(data, 'kind') === 'company'
  return {
    kind: company ? ('company' as const) : ('person' as const),
    name: textOf(data, 'name'),
    userId: textOf(data, 'userId'),
    email: textOf(data, 'email'),
    phone: textOf(data, 'phone'),
    address: textOf(data, 'address'),
    country: textOf(data, 'country'),
    password: passwordOf(data, 'password'),
    language,
    ...(company ? { company: { name: textOf(data, 'company.name'), authority: textOf(data, 'company.authority') } } : {}),
    ...(!company && bornOn ? { bornOn } : {}),
    ...(abroad ? { transferAcknowledged: isTicked(data, 'transferAcknowledged') } : {}),
    acceptances: offer.offered.map((one) => ({
      document: one.document,
      version: one.version,
      language,
      digest: one.digest,
      shownAt: shown.get(one.document) ?? offer.clock(),
    })),
    clientTime: new Date().toISOString(),
    page: location.pathname,
  }
}

/** The API names a document by its place in the list, the form by its name. */
function onForm(error: FieldError, offered: readonly Offered[]): FieldError {
  const [list, index] = error.field.split('.')
  const document = list === 'acceptances' ? offered[Number(index)]?.document : undefined
  return document ? { field: `accept.${document}`, message: error.message } : error
}
