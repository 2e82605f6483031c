/** Who is signed in, beside the pages of the account, with the way out. */
import { render } from 'preact'
import { may } from '#rules/customers/members/rules'
import { common } from '../i18n/portal/common.ts'
import { signOut } from './auth.ts'
import { me } from './calls.ts'
import type { Me } from './contract.ts'
import { actFor } from './members/calls.ts'
import { href, wordsOf } from './page.ts'

const t = wordsOf(common)

async function leave() {
  await signOut()
  location.assign(href('/masuk'))
}

async function choose(customer: string) {
  await actFor(customer)
  location.assign(href('/akun'))
}

const nameOf = ({ user, customer }: Me): string => {
  if (!customer) return user.name
  return customer.kind === 'company' ? t.forCompany(customer.name, user.name) : customer.name
}

const SessionBar = ({ who }: { who: Me }) => (
  <p class="session">
    <span class="quiet">
      {t.signedInAs} <strong>{nameOf(who)}</strong>
    </span>{' '}
    {who.actsFor
      .filter(({ id }) => id !== who.customer?.id)
      .map(({ id, name }) => (
        <button key={id} type="button" class="link" onClick={() => choose(id)}>
          {t.actFor(name)}
        </button>
      ))}
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
  const { user, customer, outstanding, unread } = answer.value
  render(<SessionBar who={answer.value} />, place)
  showTab('/akun/anggota', customer?.kind === 'company')
  showTab('/akun/tagihan', customer !== null && may(customer.role, 'money'))
  for (const root of ['/akun/persetujuan', '/akun/pesan']) showTab(root, customer !== null)
  // The way in, above, leads to where one's pages are once one is in.
  const way = document.querySelector('.own a[href$="/masuk"]')
  way?.setAttribute('href', href(user.role === 'staff' ? '/staf' : '/akun'))
  if (way) way.textContent = user.role === 'staff' ? t.desk : t.account
  countOnTab('outstanding', outstanding)
  countOnTab('unread', unread)
}

function showTab(root: string, shown: boolean): void {
  document.querySelector(`.tabs [data-tab="${root}"]`)?.toggleAttribute('hidden', !shown)
}

export function countOnTab(name: 'outstanding' | 'unread', count: number): void {
  const tab = document.querySelector(`.tabs [data-count=${name}]`)
  if (tab) tab.textContent = count > 0 ? String(count) : ''
}
