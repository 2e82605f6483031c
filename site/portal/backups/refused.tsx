/** A refusal ahead of the click: why not, by which clause, and from when on. */
import { backups as words } from '../../i18n/portal/backups.ts'
import { ClauseLink } from '../clause.tsx'
import { href, wordsOf } from '../page.ts'
import type { Refused } from './calls.ts'

const t = wordsOf(words)

export const RefusedNote = ({ refusal, account }: { refusal: Refused; account: string }) => (
  <div class="note warning">
    <strong>{refusal.title}</strong>
    <p>
      {refusal.detail} {refusal.clause && <ClauseLink clause={refusal.clause} />}
    </p>
    {refusal.code === 'suspended_as_overdue' && (
      <p>
        <a href={`${href('/akun/layanan')}?id=${encodeURIComponent(account)}`}>{t.toService}</a>
      </p>
    )}
  </div>
)
