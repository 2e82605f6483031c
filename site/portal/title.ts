/** Gives the page the name of what it shows, in its heading and in its tab. */
import { useEffect } from 'preact/hooks'

export function useTitle(title: string): void {
  useEffect(() => {
    const heading = document.getElementById('title')
    const before = heading?.textContent ?? ''
    if (heading) heading.textContent = title
    document.title = document.title.replace(before, title)
  }, [title])
}
