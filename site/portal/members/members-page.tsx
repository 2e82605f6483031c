/** Who acts for a company: an owner sees roles, invitations and the ways to change them; everyone sees the others and may leave. */
import { dayOf } from '#shared/calendar'
import { members as words } from '../../i18n/portal/members.ts'
import type { Refusal } from '../answers.ts'
import { invalid, onField } from '../answers.ts'
import { Form } from '../form/form.tsx'
import { day, instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, wordsOf } from '../page.ts'
import { type Company, company, giveRole, leave, type Member, type Members, removeMember, withdraw } from './calls.ts'
import { Invite } from './invite.tsx'
import { authorityOf, RoleFields, roleErrors, roleOf } from './role-fields.tsx'

const t = wordsOf(words)

export const MembersPage = () => <Loaded load={company}>{(value, reload) => <People value={value} reload={reload} />}</Loaded>

function People({ value, reload }: { value: Company; reload: () => Promise<void> }) {
  const { who, people } = value
  if (who.customer?.kind !== 'company') {
    return (
      <div class="flow">
        <p class="lead">{t.personLead}</p>
        <p>{t.personTeach}</p>
      </div>
    )
  }
  const rules = who.customer.role === 'owner'
  return (
    <div class="flow">
      <p class="lead">{t.lead}</p>
      <ul class="services">
        {people.members.map((member) => (
          <Person key={member.user} member={member} rules={rules} reload={reload} />
        ))}
      </ul>
      {rules && <Open invitations={people.invitations} reload={reload} />}
      {rules && <Invite onSent={reload} />}
    </div>
  )
}

interface PersonProps {
  readonly member: Member
  /** Whether the reader may change it. */
  readonly rules: boolean
  readonly reload: () => Promise<void>
}

function Person({ member, rules, reload }: PersonProps) {
  const { name, email, role, since, you } = member
  return (
    <li class="service">
      <h2>
        {name} {you && <span class="quiet">{t.you}</span>}
      </h2>
      <p>
        <strong>{t.roles[role]}</strong> <span class="small quiet">{t.means[role]}</span>
      </p>
      <p class="small quiet">
        {email}, {t.since(day(dayOf(Date.parse(since), facts.timeZone)))}
      </p>
      {rules && !you && <Change member={member} reload={reload} />}
      {you && <Leave />}
    </li>
  )
}

function Change({ member: { user, name }, reload }: Omit<PersonProps, 'rules'>) {
  const after = async (answer: { ok: true } | { ok: false; refusal: Refusal }) => {
    if (!answer.ok) return answer.refusal
    await reload()
    return undefined
  }
  const sendRole = async (data: FormData) => {
    const role = roleOf(data, user)
    const errors = roleErrors(data, user)
    if (errors.length > 0 || role === undefined) return invalid(errors)
    const authority = authorityOf(data, user)
    const answer = await giveRole(user, { role, ...(role === 'owner' ? { authority } : {}) })
    return after(answer.ok ? answer : { ok: false, refusal: onField(answer.refusal, 'authority', `authority.${user}`) })
  }
  return (
    <details>
      <summary aria-label={t.changeOf(name)}>{t.change}</summary>
      <Form send={sendRole} button={t.save}>
        <RoleFields legend={t.roleOf(name)} user={user} />
      </Form>
      <Form danger send={async () => after(await removeMember(user))} button={t.remove(name)}>
        <p>{t.removeMeans}</p>
      </Form>
    </details>
  )
}

function Leave() {
  const send = async (): Promise<Refusal | undefined> => {
    const answer = await leave()
    if (!answer.ok) return answer.refusal
    location.assign(href('/akun'))
    return undefined
  }
  return (
    <details>
      <summary>{t.leave}</summary>
      <Form danger send={send} button={t.leaveButton}>
        <p>{t.leaveMeans}</p>
      </Form>
    </details>
  )
}

function Open({ invitations, reload }: Pick<Members, 'invitations'> & { reload: () => Promise<void> }) {
  if (invitations.length === 0) return null
  const send = (id: string) => async (): Promise<Refusal | undefined> => {
    const answer = await withdraw(id)
    if (!answer.ok) return answer.refusal
    await reload()
    return undefined
  }
  return (
    <section>
      <h2>{t.openTitle}</h2>
      <ul class="services">
        {invitations.map(({ id, email, role, expiresAt, expired }) => (
          <li key={id} class="service">
            <p>
              <strong>{email}</strong>, {t.roles[role]}
            </p>
            <p class="small quiet">{(expired ? t.expired : t.until)(instant(Date.parse(expiresAt)))}</p>
            <Form danger send={send(id)} button={t.withdrawOf(email)}>
              {null}
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
