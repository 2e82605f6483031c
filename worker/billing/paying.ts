/** S13: a customer looks at an invoice of theirs and pays it at a gateway. */
import { isAlive } from '../accounts/rules/lifecycle-state.ts'
import { orderCancellableAt } from '../accounts/rules/order.ts'
import { siteOrigin } from '../auth/cookies.ts'
import type { Context } from '../context.ts'
import { policies, provider } from '../policies/generated.ts'
import { inLanguage, versionNamed } from '../policies/rules/version.ts'
import { DAY_OF_24_HOURS } from '../shared/calendar.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { openPayment } from './gateways/actions/orders.ts'
import { deskOf } from './gateways/desk.ts'
import type { PayFailure } from './problems.ts'
import { accountOfInvoice, invoiceQuery } from './reads.ts'
import { invoiceNumber } from './rules/invoice.ts'
import type { InvoiceView, PayAnswer, PayWish } from './schemas.ts'

/** Undefined for another customer's as for one that does not exist. */
async function readMine({ db }: Context, customer: string, id: string) {
  const [[invoice], [account]] = await db.batch([invoiceQuery(db, id), accountOfInvoice(db, id)])
  return invoice?.customer === customer && account !== undefined ? { invoice, account } : undefined
}

type Mine = NonNullable<Awaited<ReturnType<typeof readMine>>>

/** S13, S16: until when a page to pay it may stay open; null: of what has ended nobody asks for money. */
function payableUntil({ invoice, account }: Mine, now: number): number | null {
  if (invoice.state !== 'issued') return null
  if (isAlive(account.state)) return now + DAY_OF_24_HOURS
  const terms = versionNamed(policies, 'terms', invoice.termsVersion)
  if (account.state !== 'pending_payment' || terms === undefined) return null
  const endsAt = orderCancellableAt(account.createdAt, { version: terms.version, order: terms.terms.order, timeZone: provider.timeZone })
  return endsAt > now ? endsAt : null
}

export async function showInvoice(context: Context, customer: string, id: string): Promise<InvoiceView | undefined> {
  const mine = await readMine(context, customer, id)
  if (mine === undefined) return undefined
  const { account, kind, state, dueOn, amount, paidAmount, issuedAt, termsVersion } = mine.invoice
  const owedRupiah = payableUntil(mine, context.now) === null ? 0 : amount - paidAmount
  return {
    ...{ id, number: invoiceNumber(mine.invoice), account, kind, state, dueOn, amountRupiah: amount, owedRupiah, termsVersion },
    issuedAt: new Date(issuedAt).toISOString(),
  }
}

export async function payInvoice(
  context: Context,
  customer: string,
  id: string,
  { gateway }: PayWish,
): Promise<Result<PayAnswer, PayFailure>> {
  const { env, language, now } = context
  const mine = await readMine(context, customer, id)
  if (mine === undefined) return fail({ reason: 'invoice_not_found' })
  const expiresAt = payableUntil(mine, now)
  if (expiresAt === null) return fail({ reason: 'nothing_owed' })
  const origin = siteOrigin(env)
  const opened = await openPayment(context, deskOf(context), {
    ...{ invoice: id, gateway, expiresAt, description: `${provider.service} ${invoiceNumber(mine.invoice)}` },
    returnUrl: `${origin}${inLanguage('/akun/layanan', language)}?id=${mine.account.id}`,
    notifyUrl: `${origin}/api/webhooks/${gateway}`,
  })
  if (opened.ok) return ok({ payUrl: opened.value.payUrl })
  const { reason } = opened.failure
  if (reason === 'invoice_not_found' || reason === 'nothing_owed' || reason === 'gateway_not_configured' || reason === 'payment_under_way')
    return fail({ reason })
  return fail({ reason: 'gateway_failed', gateway })
}
