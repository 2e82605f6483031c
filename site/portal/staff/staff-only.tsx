/** What a staff page shows to whoever may not see it: why, and where to go. The doors of the API refuse on their own. */
import type { ComponentChildren } from 'preact'
import { staffFrame } from '../../i18n/portal/staff/frame.ts'
import { me } from '../calls.ts'
import { Loaded } from '../load.tsx'
import { href, wordsOf } from '../page.ts'

const t = wordsOf(staffFrame)

export const StaffOnly = ({ children }: { children: ComponentChildren }) => (
  <Loaded load={me}>
    {({ user }) => {
      if (user.role !== 'staff') return <Elsewhere title={t.notStaffTitle} text={t.notStaff} path="/akun" link={t.toAccount} />
      if (!user.twoFactorEnabled) return <Elsewhere title={t.factorTitle} text={t.factor} path="/akun/keamanan" link={t.toSecurity} />
      return <div class="flow">{children}</div>
    }}
  </Loaded>
)

const Elsewhere = ({ title, text, path, link }: { title: string; text: string; path: string; link: string }) => (
  <div class="note warning">
    <strong>{title}</strong>
    <p>{text}</p>
    <p>
      <a href={href(path)}>{link}</a>
    </p>
  </div>
)
