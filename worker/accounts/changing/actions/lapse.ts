/**
 * S17: an upgrade is wanted or not; unpaid after its last day its invoice is void, and the account stays as it was. So it is once
 * another term is paid for: its price knew nothing of that term. It never makes anybody late. As a gateway may report a settlement up to a day late, the invoice waits as long as a purge does (S11).
 */
import { voidOpenInvoice } from '../../../billing/changes.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents, mailNotice } from '../../../db/changes.ts'
import { mint } from '../../../mint.ts'
import { provider } from '../../../policies/generated.ts'
import { addDays, dayOf, HOUR } from '../../../shared/calendar.ts'
import { moveAccount } from '../../changes.ts'
import { PURGE_WAIT_HOURS } from '../../rules/purge.ts'
import { lapsedUpgrades } from '../reads.ts'
import { upgradeOf } from '../rules/wish.ts'
import { nameOf } from '../upgrade-paid.ts'

/** A round; what is left of it is still due at the next tick. */
const MOST_LAPSES = 200

export async function lapseUpgrades({ db, now }: Context): Promise<{ lapsed: number }> {
  const lastDay = addDays(dayOf(now - PURGE_WAIT_HOURS * HOUR, provider.timeZone), -1)
  const due = await lapsedUpgrades(db, lastDay, MOST_LAPSES)
  let lapsed = 0
  for (const { invoice, amount, lines, termsVersion, ...account } of due) {
    const id = mint('commit', now)
    const clause = { document: 'terms', version: termsVersion, id: 'S17' }
    const notice = {
      ...{ customer: account.customer, subject: account.id, kind: 'upgrade_lapsed', cycle: invoice },
      body: {
        ...{ clause, account: account.id, domain: account.domain, dueOn: account.dueOn, owedRupiah: amount, at: now },
        item: nameOf(upgradeOf(lines) ?? account.package),
      },
    }
    const written = await commit(db, {
      ...{ id, at: now, guard: { statement: moveAccount(db, account, id, {}), expected: 1 } },
      writes: [
        voidOpenInvoice(db, invoice, id),
        insertEvents(db, id, now, [
          { entity: account.id, version: account.version + 1, type: 'account.upgrade_lapsed', body: { clause, invoice } },
        ]),
        ...mailNotice(db, id, now, notice),
      ],
    })
    if (written.ok) lapsed++
  }
  return { lapsed }
}
