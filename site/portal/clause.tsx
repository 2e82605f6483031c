/** A clause as it is cited everywhere: its id and its document, linked to the place where it can be read. */
import { common } from '../i18n/portal/common.ts'
import type { Clause } from './answers.ts'
import { wordsOf } from './page.ts'

const t = wordsOf(common)

export const ClauseLink = ({ clause }: { clause: Clause }) => (
  <a class="cite" href={clause.href}>
    {t.clause(clause.id, t.document[clause.document])}
  </a>
)
