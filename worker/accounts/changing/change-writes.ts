/** S17: what each change writes, before who asked for it is added: a wish, an upgrade, and taking either back. */
import { voidOpenInvoice } from '../../billing/changes.ts'
import { issueSideInvoice } from '../../billing/side-invoices.ts'
import type { Context } from '../../context.ts'
import { provider } from '../../policies/generated.ts'
import { dayOf } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { linked, orderingClause } from './citing.ts'
import { type Offer, openRenewal, openUpgrade } from './offers.ts'
import type { ChangeFailure } from './problems.ts'
import { type Facts, facing, NOT_REISSUED, reissued, type Written } from './reissue.ts'
import { wishIsPaid, wishOf } from './rules/wish.ts'
import type { ChangeAnswer } from './schemas.ts'
import { applyUpgrade, nameOf, upgradedNotice } from './upgrade-paid.ts'

const clauseOf = ({ termsVersion }: { readonly termsVersion: string }) => ({ document: 'terms', version: termsVersion, id: 'S17' }) as const

function answerOf({ context, facts, offer }: { context: Context; facts: Facts; offer: Offer }): ChangeAnswer {
  return {
    ...{ account: facts.account.id, ...offer.wanted, kind: offer.kind, from: offer.from, invoice: null, costNowRupiah: 0, payUntil: null },
    clause: linked(clauseOf(offer), context.language),
  }
}

export function wished(context: Context, id: string, facts: Facts, offer: Offer): Result<Written, ChangeFailure> {
  const { account } = facts
  const { wanted, kind, replacesInvoice } = offer
  const from = offer.from === 'now' ? account.dueOn : offer.from
  const open = openRenewal(facts)
  const again = replacesInvoice === null || open === null ? NOT_REISSUED : reissued(context, id, facts, open, wanted)
  const review = { nextAction: 'review' as const, nextActionAt: context.now }
  const body = { ...facing(facts, context), clause: clauseOf(offer), item: nameOf(wanted.package), ...again.told, from, dueOn: from }
  return ok({
    set: { nextPackage: wanted.package, nextTerm: wanted.term, nextFrom: from, ...review, ...again.set },
    writes: again.writes,
    event: {
      type: 'account.change_wished',
      body: { clause: clauseOf(offer), kind, ...wanted, from, replaces: replacesInvoice, invoice: again.invoice },
    },
    notices: [{ customer: account.customer, subject: account.id, kind: 'change_wished', cycle: id, body }, ...again.notices],
    answer: { ...answerOf({ context, facts, offer }), invoice: again.invoice },
  })
}

export function upgrade(context: Context, id: string, facts: Facts, offer: Offer): Result<Written, ChangeFailure> {
  const { db, now } = context
  const { account } = facts
  const { wanted, line, termsVersion, payUntil, on } = offer
  const clause = clauseOf(offer)
  const event = { clause, kind: offer.kind, ...wanted, from: 'now' }
  const answer = answerOf({ context, facts, offer })
  const upgraded = { db, commitId: id, at: now, account, wanted: wanted.package, termsVersion }
  if (line === null) {
    const { accountSet: set, writes } = applyUpgrade(upgraded)
    const notices = [upgradedNotice(upgraded, id)]
    return ok({ set, writes, event: { type: 'account.upgraded', body: event }, notices, answer })
  }
  const side = { kind: 'upgrade' as const, account, lines: [line], period: { from: on, to: account.dueOn }, dueOn: payUntil, termsVersion }
  const issued = issueSideInvoice(db, { id, at: now }, side, facts.credits)
  if (!issued.ok) return fail({ reason: 'lost_race' })
  const { invoice, amountRupiah, owedRupiah, accountSet: set, writes } = issued.value
  const body = { ...facing(facts, context), clause, item: nameOf(wanted.package), dueOn: payUntil, owedRupiah }
  const notices = owedRupiah === 0 ? [] : [{ customer: account.customer, subject: account.id, kind: 'upgrade_asked', cycle: invoice, body }]
  return ok({
    ...{ set, writes, notices },
    event: { type: 'account.upgrade_asked', body: { ...event, invoice, amountRupiah, owedRupiah, payUntil } },
    answer: { ...answer, invoice, costNowRupiah: owedRupiah, payUntil },
  })
}

export function unwished(context: Context, id: string, facts: Facts): Result<Written, ChangeFailure> {
  const { account, decisions } = facts
  const { now } = context
  const clause = orderingClause(decisions, now, 'S17')
  if (clause === null) return fail({ reason: 'no_terms_bind' })
  const has = { package: account.package, term: account.term }
  const answer = {
    ...{ account: account.id, ...has, kind: 'upgrade' as const, from: 'now' as const, invoice: null, costNowRupiah: 0, payUntil: null },
    clause: null,
  }
  const body = { ...facing(facts, context), clause, item: nameOf(account.package) }
  const notice = { customer: account.customer, subject: account.id, kind: 'change_taken_back', cycle: id }
  const upgradeInvoice = openUpgrade(facts)
  if (upgradeInvoice !== null) {
    return ok({
      ...{ set: {}, writes: [voidOpenInvoice(context.db, upgradeInvoice.id, id)], answer },
      event: { type: 'account.upgrade_taken_back', body: { clause, invoice: upgradeInvoice.id } },
      notices: [{ ...notice, body }],
    })
  }
  const wish = wishOf(account)
  if (wish === null) return fail({ reason: 'no_change' })
  const open = openRenewal(facts)
  const mine = open !== null && open.periodFrom === wish.from ? open : null
  if (wishIsPaid(wish, account.dueOn) || (mine?.paidAmount ?? 0) > 0) return fail({ reason: 'change_paid', from: wish.from, clause: 'S17' })
  const begun = dayOf(now, provider.timeZone) > wish.from
  const again = mine === null || begun ? NOT_REISSUED : reissued(context, id, facts, mine, has)
  const review = { nextAction: 'review' as const, nextActionAt: now }
  return ok({
    ...{ set: { nextPackage: null, nextTerm: null, nextFrom: null, ...review, ...again.set }, writes: again.writes, answer },
    event: { type: 'account.change_taken_back', body: { clause, replaces: mine?.id ?? null, invoice: again.invoice } },
    notices: [{ ...notice, body: { ...body, ...again.told } }, ...again.notices],
  })
}
