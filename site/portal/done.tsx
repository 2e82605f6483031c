/** Success takes the place of the form, renames the page, and takes focus so that it is read out. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export function Done({ title, children }: { title: string; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const heading = document.getElementById('title')
    const before = heading?.textContent ?? ''
    if (heading) heading.textContent = title
    document.title = document.title.replace(before, title)
    document.querySelector('main')?.scrollIntoView()
    place.current?.focus()
  }, [title])
  return (
    <div class="stack" ref={place} tabIndex={-1} role="status">
      {children}
    </div>
  )
}
