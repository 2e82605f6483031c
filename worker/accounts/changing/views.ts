/** S17: what a customer may choose, from when, for how much, and why not. */

import { invoiceNumber } from '../../billing/rules/invoice.ts'
import type { Context } from '../../context.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import { bindingAt } from '../../policies/rules/binding.ts'
import { cite } from '../../policies/rules/cite.ts'
import { dayOf } from '../../shared/calendar.ts'
import { withTax } from '../../shared/money.ts'
import type { ProblemText } from '../../shared/problem-text.ts'
import { BILLING_TERMS } from '../rules/state.ts'
import { linked, orderingClause } from './citing.ts'
import { type ChangingAccount, offerFor, openUpgrade } from './offers.ts'
import { CHANGE_PROBLEMS, type ChangeFailure } from './problems.ts'
import { upgradeOf, wishIsPaid, wishOf } from './rules/wish.ts'
import type { ChangesView, Option } from './schemas.ts'
import { nameOf } from './upgrade-paid.ts'

export function changesView(changing: ChangingAccount, context: Context): ChangesView {
  const { account } = changing
  const wish = wishOf(account)
  const upgrade = openUpgrade(changing)
  const wanted = upgrade && upgradeOf(upgrade.lines)
  return {
    ...{ account: account.id, domain: account.domain, dueOn: account.dueOn, has: { package: account.package, term: account.term } },
    wish: wish && { ...wish, name: nameOf(wish.package), paid: wishIsPaid(wish, account.dueOn) },
    upgrade:
      upgrade && wanted
        ? {
            ...{ package: wanted, name: nameOf(wanted), invoice: upgrade.id, payUntil: upgrade.dueOn },
            amountRupiah: upgrade.amount - upgrade.paidAmount,
          }
        : null,
    options: optionsOf(changing, context),
    clause: linked(orderingClause(changing.decisions, context.now, 'S17'), context.language),
  }
}

function optionsOf(changing: ChangingAccount, context: Context): Option[] {
  const { account } = changing
  const today = dayOf(context.now, provider.timeZone)
  const mine = catalog.find(({ id }) => id === account.package)
  const sold = catalog.filter(
    ({ id, kind, validFrom, withdrawnOn }) =>
      id === account.package || (kind === mine?.kind && validFrom <= today && (withdrawnOn === undefined || today < withdrawnOn)),
  )
  return sold.flatMap(({ id, name, description, priceRupiah, quota }) =>
    BILLING_TERMS.flatMap((term) => {
      const price = priceRupiah[term]
      if (price === undefined) return []
      const shown = {
        package: id,
        term,
        name,
        description: description[context.language],
        priceRupiah: grossOf(price),
        quota: quota ?? null,
      }
      return [{ ...shown, ...offered(changing, { package: id, term }, context) }]
    }),
  )
}

const grossOf = (price: number): number => withTax(price, provider.tax.rate, provider.tax.included).gross

type Offered = Pick<Option, 'current' | 'kind' | 'from' | 'costNowRupiah' | 'replacesInvoice' | 'refused'>

const NOTHING = { kind: null, from: null, costNowRupiah: null, replacesInvoice: null }

function offered(changing: ChangingAccount, item: { package: string; term: 'monthly' | 'yearly' }, context: Context): Offered {
  const { account, invoices } = changing
  if (item.package === account.package && item.term === account.term) return { ...NOTHING, current: true, refused: null }
  const offer = offerFor(changing, item, context.now)
  if (!offer.ok) return { ...NOTHING, current: false, refused: refusalOf(offer.failure, changing, context) }
  const { kind, from, line, replacesInvoice } = offer.value
  const replaced = invoices.find(({ id }) => id === replacesInvoice && from !== 'now')
  return {
    ...{ current: false, kind, from, costNowRupiah: line?.gross ?? 0, refused: null },
    replacesInvoice: replaced ? invoiceNumber(replaced) : null,
  }
}

function refusalOf(failure: ChangeFailure, { decisions }: ChangingAccount, { language, now }: Context): Option['refused'] {
  const text = CHANGE_PROBLEMS[failure.reason] as ProblemText<ChangeFailure>
  const binding = bindingAt(policies, 'terms', decisions, now, provider.timeZone)
  return {
    ...{ code: failure.reason, title: text.title[language], detail: text.detail(failure)[language] },
    clause: binding ? cite(binding.version, 'clause' in failure ? failure.clause : 'S17', language) : null,
  }
}
