/** Ordering in two steps on one address: choose, then check and click. The step and the choice stand in the address. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { order as words } from '../../i18n/portal/order.ts'
import { Loaded } from '../load.tsx'
import { href, wordsOf } from '../page.ts'
import { useTitle } from '../title.ts'
import { type Offering, offering } from './calls.ts'
import { addressOf, type Choice, choiceInAddress, chosenOf, isCheckStep } from './choice.ts'
import { Choose } from './choose.tsx'
import { Confirm } from './confirm.tsx'

const t = wordsOf(words)

const stepInAddress = () => ({ choice: choiceInAddress(), check: isCheckStep() })

export function OrderPage() {
  return <Loaded load={offering}>{(value, reload) => <Steps offering={value} reload={reload} />}</Loaded>
}

function Steps({ offering: value, reload }: { offering: Offering; reload: () => Promise<void> }) {
  const [{ choice, check }, setStep] = useState(stepInAddress)
  useEffect(() => {
    const back = () => setStep(stepInAddress())
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  const chosen = chosenOf(choice, value)
  const go = (next: Choice, toCheck: boolean) => {
    // Going back in the browser leads to the filled-in first step.
    if (toCheck) history.replaceState(null, '', addressOf(next, false))
    history.pushState(null, '', addressOf(next, toCheck))
    setStep(stepInAddress())
  }
  if (!check || !chosen) {
    return (
      <Step key="choose" title={t.title}>
        {check && !chosen && <p class="note warning">{t.gone}</p>}
        <Choose offering={value} before={choice} onChosen={(next) => go(next, true)} />
      </Step>
    )
  }
  return (
    <Step key="check" title={t.checkTitle} moved>
      <Confirm
        chosen={chosen}
        offering={value}
        onBack={() => go(chosen, false)}
        onOrdered={(invoice) => location.assign(`${href('/akun/tagihan/lihat')}?id=${invoice}&dari=pesanan`)}
        onNewTexts={reload}
      />
    </Step>
  )
}

/** A new step is read from its top. */
function Step({ title, moved = false, children }: { title: string; moved?: boolean; children: ComponentChildren }) {
  useTitle(title)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!moved) return
    document.querySelector('main')?.scrollIntoView()
    place.current?.focus({ preventScroll: true })
  }, [moved])
  return (
    <div class="flow" ref={place} tabIndex={-1}>
      <p>
        <a href={href('/akun')}>{t.back}</a>
      </p>
      {children}
    </div>
  )
}
