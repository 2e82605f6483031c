/** Puts the interactive part in place of the skeleton that the static page shows while its script loads. */
import { type ComponentType, render } from 'preact'
import { root } from './page.ts'
import { showSession } from './session.tsx'

export function mount(Part: ComponentType): void {
  if (!root) return
  root.replaceChildren()
  root.removeAttribute('aria-busy')
  render(<Part />, root)
  keepPlaceInTwin()
  void showSession()
}

/** The page in the other language shows the same invoice, service or invitation: what the address says after `?` goes along. */
function keepPlaceInTwin(): void {
  const twin = document.querySelector<HTMLAnchorElement>('.own a[hreflang]')
  const carry = () => twin?.setAttribute('href', twin.pathname + location.search)
  carry()
  twin?.addEventListener('click', carry)
}
