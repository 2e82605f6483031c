/** Gives the page the name of what it shows, in its heading and in its tab. */
import { useEffect } from 'preact/hooks'

/** @param number stands behind the name and is never broken over two lines, also in a narrow heading */
export function useTitle(title: string, number = ''): void {
  useEffect(() => {
    const heading = document.getElementById('title')
    const before = heading?.textContent ?? ''
    const unbroken = document.createElement('span')
    unbroken.className = 'unbroken'
    unbroken.textContent = number
    heading?.replaceChildren(...(number === '' ? [title] : [`${title} `, unbroken]))
    document.title = document.title.replace(before, `${title} ${number}`.trim())
  }, [title, number])
}
