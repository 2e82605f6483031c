/** The parts of the registration form that ask about the person: who, how to reach them, how they sign in. */
import type { ComponentChildren } from 'preact'
import { PASSWORD_MIN } from '#rules/auth/rules/password'
import { register as words } from '../../i18n/portal/register.ts'
import { BirthdayField } from '../form/choices.tsx'
import { PasswordField, TextArea, TextField } from '../form/fields.tsx'
import { wordsOf } from '../page.ts'

const t = wordsOf(words)

/** A company is named with the authority of its signer; a person gives the day of birth (P11). */
export function Identity({ company, minimumAge }: { company: boolean; minimumAge: number }) {
  return (
    <>
      {company && <TextField name="company.name" label={t.companyName} hint={t.companyNameHint} autocomplete="organization" />}
      <TextField name="name" label={t.name} hint={company ? t.nameHintCompany : t.nameHintPerson} autocomplete="name" />
      {company ? (
        <TextField name="company.authority" label={t.authority} hint={t.authorityHint} autocomplete="organization-title" />
      ) : (
        <BirthdayField name="bornOn" legend={t.bornOn} hint={t.bornOnHint(minimumAge)} />
      )}
    </>
  )
}

export function Contact({ children }: { children: ComponentChildren }) {
  return (
    <section class="flow">
      <h2>{t.contactTitle}</h2>
      <TextField name="email" label={t.email} hint={t.emailHint} type="email" autocomplete="email" inputMode="email" spellcheck={false} />
      <TextField name="phone" label={t.phone} hint={t.phoneHint} type="tel" autocomplete="tel" inputMode="tel" />
      <TextArea name="address" label={t.address} hint={t.addressHint} autocomplete="street-address" />
      {children}
    </section>
  )
}

export function SignIn() {
  return (
    <section class="flow">
      <h2>{t.signInTitle}</h2>
      <TextField name="userId" label={t.userId} hint={t.userIdHint} autocomplete="username" autocapitalize="none" spellcheck={false} />
      <PasswordField name="password" label={t.password} hint={t.passwordHint(PASSWORD_MIN)} autocomplete="new-password" />
    </section>
  )
}
