/** Success takes the place of the form, renames the page, and takes focus so that it is read out. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useTitle } from './title.ts'

export function Done({ title, children }: { title: string; children: ComponentChildren }) {
  useTitle(title)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.querySelector('main')?.scrollIntoView()
    place.current?.focus()
  }, [])
  return (
    <div class="flow" ref={place} tabIndex={-1} role="status">
      {children}
    </div>
  )
}
