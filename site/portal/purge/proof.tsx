/** What was deleted of an account that ended, part by part, with what the other side confirmed of each (S11). */
import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { purge as words } from '../../i18n/portal/purge.ts'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { wordsOf } from '../page.ts'
import { type Proof, proofOfPurge } from './calls.ts'

const t = wordsOf(words)

export function PurgeProof({ account }: { account: string }) {
  const [load] = useState(() => () => proofOfPurge(account))
  return (
    <section>
      <h2>{t.title}</h2>
      <Loaded load={load}>{(proof) => <Parts proof={proof} />}</Loaded>
    </section>
  )
}

const told = (at: string) => instant(Date.parse(at))

function Parts({ proof }: { proof: Proof }) {
  return (
    <>
      <p>{proof.purgedAt === null ? t.underWay : t.done(told(proof.purgedAt))}</p>
      <dl class="sums">
        {proof.parts.map(({ part, name, text, at }) => (
          <Fragment key={part}>
            <dt>{name}</dt>
            <dd>
              {text} <span class="small quiet block">{told(at)}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
      <details>
        <summary>{t.kept}</summary>
        {proof.parts.map(({ part, proof: kept, digest }) => (
          <p key={part} class="wording">
            <code>{kept}</code>
            <br />
            <code>{digest}</code>
          </p>
        ))}
      </details>
    </>
  )
}
