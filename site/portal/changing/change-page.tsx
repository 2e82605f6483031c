/** Another package or term (S17): choose, check, and what waits then; what waits already comes first and can be taken back. */
import { useState } from 'preact/hooks'
import { change as words } from '../../i18n/portal/changing.ts'
import type { Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { Done } from '../done.tsx'
import { Form } from '../form/form.tsx'
import { day, rupiah } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, query, wordsOf } from '../page.ts'
import { type Changes, changes, type Option, takeBack } from './calls.ts'
import { Check } from './check.tsx'
import { Choose } from './choose.tsx'

const t = wordsOf(words)

export function ChangePage() {
  const id = query('id') ?? '-'
  const [load] = useState(() => () => changes(id))
  return (
    <div class="flow">
      <p>
        <a href={`${href('/akun/layanan')}?id=${encodeURIComponent(id)}`}>{t.back}</a>
      </p>
      <Loaded load={load}>{(view, reload) => <Changing view={view} reload={reload} />}</Loaded>
    </div>
  )
}

function Changing({ view, reload }: { view: Changes; reload: () => Promise<void> }) {
  const [chosen, setChosen] = useState<Option>()
  const [told, setTold] = useState<string>()
  const finish = async (sentence: string) => {
    await reload()
    setChosen(undefined)
    setTold(sentence)
  }
  if (chosen) return <Check view={view} chosen={chosen} onBack={() => setChosen(undefined)} onDone={finish} />
  const now = (
    <>
      {told && <p class="done">{told}</p>}
      <p class="lead">{t.has(view.domain, facts.packages[view.has.package] ?? view.has.package, t.term[view.has.term], day(view.dueOn))}</p>
      <Waiting view={view} onTakenBack={() => finish(t.takenBack)} />
      {view.wish === null && view.upgrade === null && <Options view={view} onChosen={setChosen} />}
    </>
  )
  return told ? (
    <Done key={told} title={t.title}>
      {now}
    </Done>
  ) : (
    now
  )
}

function Waiting({ view, onTakenBack }: { view: Changes; onTakenBack: () => Promise<void> }) {
  const { wish, upgrade } = view
  if (wish === null && upgrade === null) return null
  const send = async (): Promise<Refusal | undefined> => {
    const answer = await takeBack(view.account)
    if (!answer.ok) return answer.refusal
    await onTakenBack()
    return undefined
  }
  return (
    <>
      <div class="note">
        <strong>{upgrade ? t.upgradeTitle(upgrade.name) : wish && t.wishTitle(wish.name, day(wish.from))}</strong>
        <p>{upgrade ? t.upgradeOpen(rupiah(upgrade.amountRupiah), day(upgrade.payUntil)) : wish?.paid ? t.wishPaid : t.wish}</p>
        {upgrade && (
          <p>
            <a class="button" href={`${href('/akun/tagihan/lihat')}?id=${upgrade.invoice}`}>
              {t.pay(rupiah(upgrade.amountRupiah))}
            </a>
          </p>
        )}
      </div>
      {!wish?.paid && (
        <Form send={send} button={t.takeBack}>
          {null}
        </Form>
      )}
    </>
  )
}

/** One reason that stands in the way of everything is said once. */
function Options({ view, onChosen }: { view: Changes; onChosen: (option: Option) => void }) {
  const others = view.options.filter(({ current }) => !current)
  if (others.length === 0) return <p>{t.none}</p>
  // When nothing can be chosen, each reason is said once, and no button promises a next step.
  const refusals = others.flatMap(({ refused }) => refused ?? [])
  if (refusals.length < others.length) return <Choose view={view} onChosen={onChosen} />
  const reasons = [...new Map(refusals.map((refusal) => [refusal.detail, refusal])).values()]
  return (
    <div class="note warning">
      <strong>{reasons.length === 1 ? reasons[0]?.title : t.notNow}</strong>
      {reasons.map(({ detail, clause }) => (
        <p key={detail}>
          {detail} {clause && <ClauseLink clause={clause} />}
        </p>
      ))}
    </div>
  )
}
