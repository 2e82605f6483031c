/** Who is signed in, beside the pages of the account, with the way out. */
import { render } from 'preact'
import { common } from '../i18n/portal/common.ts'
import { signOut } from './auth.ts'
import { me } from './calls.ts'
import { href, wordsOf } from './page.ts'

const t = wordsOf(common)

async function leave() {
  await signOut()
  location.assign(href('/masuk'))
}

const SessionBar = ({ name }: { name: string }) => (
  <p class="session">
    <span class="quiet">
      {t.signedInAs} <strong>{name}</strong>
    </span>{' '}
    <button type="button" class="link" onClick={leave}>
      {t.signOut}
    </button>
  </p>
)

export async function showSession(): Promise<void> {
  const place = document.getElementById('session')
  if (!place) return
  const answer = await me()
  if (!answer.ok) return
  render(<SessionBar name={answer.value.customer?.name ?? answer.value.user.name} />, place)
  // The way in, above, leads to the account once one is in.
  const way = document.querySelector('.own a[href$="/masuk"]')
  way?.setAttribute('href', href('/akun'))
  if (way) way.textContent = t.account
  countOnTab('outstanding', answer.value.outstanding)
  countOnTab('unread', answer.value.unread)
}

export function countOnTab(name: 'outstanding' | 'unread', count: number): void {
  const tab = document.querySelector(`.tabs [data-count=${name}]`)
  if (tab) tab.textContent = count > 0 ? String(count) : ''
}
