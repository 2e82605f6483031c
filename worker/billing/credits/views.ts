/** S13, S20: what a customer has with the provider, where it came from and where it went. */
import type { Context } from '../../context.ts'
import { policies } from '../../policies/generated.ts'
import { cite } from '../../policies/rules/cite.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { creditBalance } from '../rules/credit.ts'
import { creditHistory, creditUsesOf } from './reads.ts'
import type { CreditAnswer } from './schemas.ts'

export async function listCredits({ db, language }: Context, customer: string): Promise<CreditAnswer> {
  const [history, uses] = await db.batch([creditHistory(db, customer), creditUsesOf(db, customer)])
  const iso = (at: number) => new Date(at).toISOString()
  return {
    balanceRupiah: creditBalance(history),
    credits: history.map(({ id, source, account, amount, spent, at, document, termsVersion, clause }) => {
      const binding = versionNamed(policies, document, termsVersion)
      return {
        ...{ id, source, account, amountRupiah: amount, spentRupiah: spent, at: iso(at) },
        clause: binding ? cite(binding, clause, language) : null,
        uses: uses
          .filter((use) => use.credit === id)
          .map((use) => ({ use: use.use, subject: use.subject, amountRupiah: use.amount, at: iso(use.at) })),
      }
    }),
  }
}
