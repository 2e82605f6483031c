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

export const roleOf = (data: FormData): Role | undefined => ROLES.find((role) => role === textOf(data, 'role'))

export function roleErrors(data: FormData, asksAuthority: boolean): FieldError[] {
  const role = roleOf(data)
  if (role === undefined) return [{ field: 'role', message: t.needRole }]
  const missing = asksAuthority && role === 'owner' && textOf(data, 'authority') === ''
  return missing ? [{ field: 'authority', message: t.needAuthority }] : []
}

export function RoleFields({ legend, asksAuthority }: { legend: string; asksAuthority: boolean }) {
  const [picked, setPicked] = useState('')
  return (
    <>
      <ChoiceField
        name="role"
        legend={legend}
        options={ROLES.map((value) => ({ value, label: t.roles[value], hint: t.means[value] }))}
        onPick={setPicked}
      />
      {asksAuthority && picked === 'owner' && <AuthorityField />}
    </>
  )
}

export const AuthorityField = () => (
  <TextField name="authority" label={t.authority} hint={t.authorityHint} autocomplete="organization-title" />
)
