/** The role, each with what it may do; an owner's authority to bind the company. */
import { useState } from 'preact/hooks'
import { members as words } from '../../i18n/portal/members.ts'
import type { FieldError } from '../answers.ts'
import { ChoiceField } from '../form/choices.tsx'
import { TextField } from '../form/fields.tsx'
import { textOf } from '../form/read.ts'
import { wordsOf } from '../page.ts'
import type { Role } from './calls.ts'

const t = wordsOf(words)

const ROLES: readonly Role[] = ['owner', 'billing', 'technical']

/** Several such forms stand on one page, so a field bears the name of its person. */
const nameFor = (field: 'role' | 'authority', user?: string) => (user === undefined ? field : `${field}.${user}`)

export const roleOf = (data: FormData, user?: string): Role | undefined =>
  ROLES.find((role) => role === textOf(data, nameFor('role', user)))

export const authorityOf = (data: FormData, user?: string): string => textOf(data, nameFor('authority', user))

/** @param user whose role it is; an invitation has nobody yet, and asks for no authority. */
export function roleErrors(data: FormData, user?: string): FieldError[] {
  const role = roleOf(data, user)
  if (role === undefined) return [{ field: nameFor('role', user), message: t.needRole }]
  const missing = user !== undefined && role === 'owner' && authorityOf(data, user) === ''
  return missing ? [{ field: nameFor('authority', user), message: t.needAuthority }] : []
}

export function RoleFields({ legend, user }: { legend: string; user?: string }) {
  const [picked, setPicked] = useState('')
  return (
    <>
      <ChoiceField
        name={nameFor('role', user)}
        legend={legend}
        options={ROLES.map((value) => ({ value, label: t.roles[value], hint: t.means[value] }))}
        onPick={setPicked}
      />
      {user !== undefined && picked === 'owner' && <AuthorityField user={user} />}
    </>
  )
}

export const AuthorityField = ({ user }: { user?: string }) => (
  <TextField name={nameFor('authority', user)} label={t.authority} hint={t.authorityHint} autocomplete="organization-title" />
)
