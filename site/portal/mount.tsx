/** Puts the interactive part in place of the skeleton that the static page shows while its script loads. */
import { type ComponentType, render } from 'preact'
import { root } from './page.ts'
import { showSession } from './session.tsx'

export function mount(Part: ComponentType): void {
  if (!root) return
  root.replaceChildren()
  root.removeAttribute('aria-busy')
  render(<Part />, root)
  void showSession()
}
