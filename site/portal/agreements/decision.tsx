/** One decision of the past: what, when, which text, and its receipt. */
import { useState } from 'preact/hooks'
import { agreements as words } from '../../i18n/portal/agreements.ts'
import { common } from '../../i18n/portal/common.ts'
import type { Agreements } from '../contract.ts'
import { day, instant } from '../format.ts'
import { Dot } from '../marks.tsx'
import { versionFacts, wordsOf } from '../page.ts'
import { checkReceipt, type Verdict } from './signature.ts'

const t = wordsOf(words)
const c = wordsOf(common)

type Decision = Agreements['acceptances'][number]

export function DecisionItem({ decision }: { decision: Decision }) {
  const title = versionFacts(decision.document, decision.version)?.title ?? c.document[decision.document]
  return (
    <li>
      <Dot kind={decision.decision === 'declined' ? 'declined' : 'past'} />
      <div class="flow">
        <p>
          <time dateTime={new Date(decision.decidedAt).toISOString()} class="small quiet">
            {instant(decision.decidedAt)}
          </time>
          <br />
          {t[decision.decision](title, day(decision.version))}{' '}
          <span class="quiet">
            {t.language[decision.language]}, {t.methods[decision.method]}.
          </span>
        </p>
        {decision.receiptId && <Receipt id={decision.receiptId} title={title} />}
        <details>
          <summary>{t.details}</summary>
          <Facts decision={decision} />
        </details>
      </div>
    </li>
  )
}

function Facts({ decision }: { decision: Decision }) {
  return (
    <dl class="facts">
      <dt>{t.facts.shown}</dt>
      <dd>{instant(decision.shownAt)}</dd>
      <dt>{t.facts.decided}</dt>
      <dd>{instant(decision.decidedAt)}</dd>
      <dt>{t.facts.where}</dt>
      <dd>
        <code>{decision.page}</code>
      </dd>
      {decision.authority && <dt>{t.facts.authority}</dt>}
      {decision.authority && <dd>{decision.authority}</dd>}
      <dt>{t.facts.text}</dt>
      <dd>
        <a href={decision.path}>{t.readText}</a>
      </dd>
      <dt>{t.facts.digest}</dt>
      <dd>
        <code>{decision.digest}</code>
      </dd>
    </dl>
  )
}

export const receiptFile = (id: string) => `/api/v1/receipts/${id}.jws`

function Receipt({ id, title }: { id: string; title: string }) {
  const [verdict, setVerdict] = useState<Verdict | 'checking'>()
  const check = async () => {
    setVerdict('checking')
    setVerdict(await checkReceipt(id))
  }
  return (
    <div class="flow tight">
      <p class="form-actions">
        <a href={receiptFile(id)} download={`${id}.jws`} aria-label={t.downloadOf(title)}>
          {t.download}
        </a>
        <button type="button" class="link" onClick={check}>
          {t.check}
        </button>
      </p>
      <p role="status" class={verdict === 'invalid' ? 'error' : 'small'}>
        {verdict && said(verdict)}
      </p>
    </div>
  )
}

function said(verdict: Verdict | 'checking'): string {
  if (verdict === 'checking') return t.checking
  if (verdict === 'invalid') return t.invalid
  return verdict === 'cannot' ? t.cannot : t.valid(verdict.kid)
}
