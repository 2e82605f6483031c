/** S13: a customer pays an invoice of theirs at a gateway. */
import { siteOrigin } from '../auth/cookies.ts'
import type { Context } from '../context.ts'
import { provider } from '../policies/generated.ts'
import { inLanguage } from '../policies/rules/version.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { openPayment } from './gateways/actions/orders.ts'
import { deskOf } from './gateways/desk.ts'
import { payableUntil } from './payable.ts'
import type { PayFailure } from './problems.ts'
import { accountOfInvoice, invoiceQuery } from './reads.ts'
import { invoiceNumber } from './rules/invoice.ts'
import type { PayAnswer, PayWish } from './schemas.ts'

/** Undefined for another customer's as for one that does not exist. */
async function readMine({ db }: Context, customer: string, id: string) {
  const [[invoice], [account]] = await db.batch([invoiceQuery(db, id), accountOfInvoice(db, id)])
  return invoice?.customer === customer && account !== undefined ? { invoice, account } : undefined
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
    returnUrl: `${origin}${inLanguage('/akun/tagihan/lihat', language)}?id=${id}&dari=gateway`,
    notifyUrl: `${origin}/api/webhooks/${gateway}`,
  })
  if (opened.ok) return ok({ payUrl: opened.value.payUrl })
  const { reason } = opened.failure
  if (reason === 'invoice_not_found' || reason === 'nothing_owed' || reason === 'gateway_not_configured' || reason === 'payment_under_way')
    return fail({ reason })
  return fail({ reason: 'gateway_failed', gateway })
}
