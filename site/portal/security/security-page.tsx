/** Password, second step, sessions: what a customer can do to keep their access theirs (P13). */
import { useState } from 'preact/hooks'
import { me } from '../calls.ts'
import { Loaded } from '../load.tsx'
import { LooksLink } from '../looks/looks-page.tsx'
import { PasswordSection } from './password.tsx'
import { SecondStep } from './second-step.tsx'
import { Sessions } from './sessions.tsx'

export function SecurityPage() {
  // A changed password or second step may change the sessions too, so the list is loaded again.
  const [changes, setChanges] = useState(0)
  const changed = () => setChanges((count) => count + 1)
  return (
    <Loaded load={me}>
      {({ user, customer }) => (
        <div class="flow apart">
          <SecondStep enabledAtFirst={user.twoFactorEnabled} onChanged={changed} />
          <PasswordSection userId={user.userId} onChanged={changed} />
          <Sessions key={changes} />
          {customer && <LooksLink />}
        </div>
      )}
    </Loaded>
  )
}
