/** The full text on the spot: opened by the reader, scrolled by keyboard too, and checked against the digest. */
import { useState } from 'preact/hooks'
import { register as words } from '../../i18n/portal/register.ts'
import type { Answer } from '../answers.ts'
import { Failed, Skeleton } from '../load.tsx'
import { wordsOf } from '../page.ts'
import { Markdown } from './markdown.tsx'
import { type Published, published } from './published.ts'

const t = wordsOf(words)

export function FullText({ title, path, digest }: { title: string; path: string; digest: string }) {
  const [answer, setAnswer] = useState<Answer<Published>>()
  const load = () => void published(path, digest).then(setAnswer)
  const open = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open && !answer) load()
  }
  return (
    <details class="reading" onToggle={open}>
      <summary>{t.readHere}</summary>
      {answer ? (
        answer.ok ? (
          <Text title={title} digest={digest} value={answer.value} />
        ) : (
          <Failed refusal={answer.refusal} retry={load} />
        )
      ) : (
        <Skeleton />
      )}
    </details>
  )
}

function Text({ title, digest, value }: { title: string; digest: string; value: Published }) {
  const note = { matches: t.verified, unknown: t.unverified, differs: t.mismatch }[value.check]
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="reading-text document set" aria-label={t.textOf(title)} tabIndex={0}>
        <Markdown text={value.text} />
      </section>
      <p class={value.check === 'differs' ? 'error' : 'small quiet'}>
        {note} <code>{digest}</code>
      </p>
    </>
  )
}
