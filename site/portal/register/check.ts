/** What can be told at once, without asking the Worker, which checks everything again. */
import { PASSWORD_FLAWS, passwordFlaw } from '#rules/auth/rules/password'
import { register as words } from '../../i18n/portal/register.ts'
import type { FieldError } from '../answers.ts'
import { dayFrom, isTicked, passwordOf, textOf } from '../form/read.ts'
import { language, wordsOf } from '../page.ts'
import type { Offered } from '../policies.ts'

const t = wordsOf(words)
/** As the Worker asks: begins with a letter, 3 to 30 characters. */
const USER_ID = /^[a-z][a-z0-9._-]{2,29}$/i

/** Errors in the order of the page, so that the summary reads like the form. */
export function checkRegistration(data: FormData, offered: readonly Offered[], abroad: boolean): FieldError[] {
  const company = textOf(data, 'kind') === 'company'
  const flaw = passwordFlaw(passwordOf(data, 'password'), { userId: textOf(data, 'userId'), email: textOf(data, 'email') })
  const asked: readonly (readonly [string, boolean, string])[] = [
    ['kind', textOf(data, 'kind') !== '', t.needKind],
    ['company.name', !company || textOf(data, 'company.name') !== '', t.needCompany],
    ['name', textOf(data, 'name') !== '', t.needName],
    ['company.authority', !company || textOf(data, 'company.authority') !== '', t.needAuthority],
    ['bornOn', company || dayFrom(data, 'bornOn') !== undefined, t.needBirthday],
    ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(textOf(data, 'email')), t.needEmail],
    ['phone', /\d{5}/.test(textOf(data, 'phone').replaceAll(/\D/g, '')), t.needPhone],
    ['address', textOf(data, 'address') !== '', t.needAddress],
    ['country', textOf(data, 'country') !== '', t.needCountry],
    ['transferAcknowledged', !abroad || isTicked(data, 'transferAcknowledged'), t.needTransfer],
    ['userId', USER_ID.test(textOf(data, 'userId')), t.needUserId],
    ['password', flaw === undefined, flaw ? `${t.password}: ${PASSWORD_FLAWS[flaw][language]}` : ''],
    ...offered.map((one) => [`accept.${one.document}`, isTicked(data, `accept.${one.document}`), t.needAgree(one.title)] as const),
  ]
  return asked.filter(([, given]) => !given).map(([field, , message]) => ({ field, message }))
}
