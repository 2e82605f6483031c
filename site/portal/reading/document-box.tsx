/** One document to accept: what it is, in short, a way to open it, the text itself, and a box of its own. */
import { useEffect, useRef } from 'preact/hooks'
import { common } from '../../i18n/portal/common.ts'
import { register as words } from '../../i18n/portal/register.ts'
import { CheckField } from '../form/choices.tsx'
import { day } from '../format.ts'
import { versionFacts, wordsOf } from '../page.ts'
import type { Offered } from '../policies.ts'
import { FullText } from './full-text.tsx'

const t = wordsOf(words)
const c = wordsOf(common)

interface BoxProps {
  readonly offered: Offered
  /** Called once, when the document first stands on the screen. */
  readonly onShown: () => void
}

export function DocumentBox({ offered, onShown }: BoxProps) {
  const place = useShown(onShown)
  const facts = versionFacts(offered.document, offered.version)
  const { title } = offered
  return (
    <article class="agreement flow" ref={place} aria-labelledby={`doc-${offered.document}`}>
      <header>
        <h3 id={`doc-${offered.document}`}>{title}</h3>
        <p class="small quiet">{t.version(day(offered.version))}</p>
      </header>
      <ul>
        {facts?.summary.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p>
        <a href={offered.path} target="_blank" rel="noopener">
          {t.open(title)} <span class="small quiet">{c.newTab}</span>
        </a>
      </p>
      <FullText title={title} path={offered.path} digest={offered.digest} />
      <CheckField name={`accept.${offered.document}`} label={t.agree(title, day(offered.version))} />
    </article>
  )
}

/** The moment at which something first stands on the screen. */
export function useShown(onShown: () => void) {
  const place = useRef<HTMLElement>(null)
  const tell = useRef(onShown)
  tell.current = onShown
  useEffect(() => {
    if (!place.current) return
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      tell.current()
      watch.disconnect()
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return place
}
