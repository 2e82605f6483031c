/** Where an invitation's link leads: accept signed in, sign in first, or set up a user of one's own. */
import { useState } from 'preact/hooks'
import { PASSWORD_FLAWS, PASSWORD_MIN, passwordFlaw } from '#rules/auth/rules/password'
import { members as words } from '../../i18n/portal/members.ts'
import { type Answer, invalid, type Refusal } from '../answers.ts'
import { signOut } from '../auth.ts'
import { me } from '../calls.ts'
import { Done } from '../done.tsx'
import { PasswordField, TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { passwordOf, textOf } from '../form/read.ts'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, language, query, wordsOf } from '../page.ts'
import { type Invitation, join, joinAsNew, lookAt } from './calls.ts'
import { AuthorityField } from './role-fields.tsx'

const t = wordsOf(words)

interface Asked {
  readonly invitation: Invitation
  /** E-mail of whoever is signed in. */
  readonly signedIn: string | undefined
}

async function load(): Promise<Answer<Asked>> {
  const [invitation, who] = await Promise.all([lookAt(query('token') ?? 'there is no token at all'), me()])
  if (!invitation.ok) return invitation
  return { ok: true, value: { invitation: invitation.value, signedIn: who.ok ? who.value.user.email : undefined } }
}

export function InvitationPage() {
  if (!query('token')) return <p class="lead">{t.noToken}</p>
  return <Loaded load={load}>{(asked) => <Accepting asked={asked} />}</Loaded>
}

function Accepting({ asked: { invitation, signedIn } }: { asked: Asked }) {
  const [done, setDone] = useState(false)
  if (done) {
    return (
      <Done title={t.doneTitle}>
        <p class="lead">{t.done}</p>
        <p>
          <a class="button" href={href('/masuk')}>
            {t.doneSignIn}
          </a>
        </p>
      </Done>
    )
  }
  const { company, role, email, expiresAt, hasUser } = invitation
  return (
    <div class="flow">
      <p class="lead">{t.asked(company, t.roles[role])}</p>
      <p>
        <strong>{t.roles[role]}:</strong> {t.means[role]}
      </p>
      <p class="small quiet">
        {t.forAddress(email)} {t.openUntil(instant(Date.parse(expiresAt)))}
      </p>
      {signedIn === email && <AcceptForm invitation={invitation} />}
      {signedIn !== undefined && signedIn !== email && <AnotherAddress signedIn={signedIn} />}
      {signedIn === undefined && hasUser && <SignInFirst />}
      {signedIn === undefined && !hasUser && <NewUser invitation={invitation} onDone={() => setDone(true)} />}
    </div>
  )
}

const needsAuthority = ({ role }: Invitation, data: FormData) =>
  role === 'owner' && textOf(data, 'authority') === '' ? [{ field: 'authority', message: t.needAuthority }] : []

function AcceptForm({ invitation }: { invitation: Invitation }) {
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const errors = needsAuthority(invitation, data)
    if (errors.length > 0) return invalid(errors)
    const answer = await join(query('token') ?? '', textOf(data, 'authority') || undefined)
    if (!answer.ok) return answer.refusal
    location.assign(href('/akun'))
    return undefined
  }
  return (
    <Form send={send} button={t.accept(invitation.company)}>
      {invitation.role === 'owner' && <AuthorityField />}
    </Form>
  )
}

/** Only the address that was asked can accept. */
function AnotherAddress({ signedIn }: { signedIn: string }) {
  const leave = async () => {
    await signOut()
    location.reload()
  }
  return (
    <div class="note warning">
      <strong>{t.another(signedIn)}</strong>
      <p>{t.anotherAct}</p>
      <p>
        <button type="button" onClick={leave}>
          {t.anotherLeave}
        </button>
      </p>
    </div>
  )
}

const SignInFirst = () => (
  <>
    <p>{t.hasUser}</p>
    <p>
      <a class="button" href={`${href('/masuk')}?lanjut=${encodeURIComponent(location.pathname + location.search)}`}>
        {t.signIn}
      </a>
    </p>
  </>
)

function NewUser({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const [name, userId, password] = [textOf(data, 'name'), textOf(data, 'userId'), passwordOf(data, 'password')]
    const flaw = passwordFlaw(password, { userId, email: invitation.email })
    const errors = [
      ...(name === '' ? [{ field: 'name', message: t.needName }] : []),
      ...(/^[a-z][a-z0-9._-]{2,29}$/i.test(userId) ? [] : [{ field: 'userId', message: t.needUserId }]),
      ...(flaw ? [{ field: 'password', message: PASSWORD_FLAWS[flaw][language] }] : []),
      ...needsAuthority(invitation, data),
    ]
    if (errors.length > 0) return invalid(errors)
    const authority = textOf(data, 'authority')
    const token = query('token') ?? ''
    const answer = await joinAsNew({ token, name, userId, password, language, ...(authority ? { authority } : {}) })
    if (!answer.ok) return answer.refusal
    onDone()
    return undefined
  }
  return (
    <section>
      <h2>{t.newTitle}</h2>
      <Form send={send} button={t.accept(invitation.company)}>
        <TextField name="name" label={t.name} autocomplete="name" />
        <TextField name="userId" label={t.userId} hint={t.userIdHint} autocomplete="username" autocapitalize="none" spellcheck={false} />
        <PasswordField name="password" label={t.password} hint={t.passwordHint(PASSWORD_MIN)} autocomplete="new-password" />
        {invitation.role === 'owner' && <AuthorityField />}
        <p class="small quiet">
          {t.privacy} <a href={href('/privasi')}>{t.privacyLink}</a>
        </p>
      </Form>
    </section>
  )
}
