/** Who is signed in, as the doors see them. */
import type { Language } from '../../content/schema.ts'
import type { MemberRole } from '../customers/members/rules.ts'

interface SignedInUser {
  readonly id: string
  readonly name: string
  /** What they sign in with besides their e-mail. */
  readonly userId: string
  readonly email: string
  readonly emailVerified: boolean
  readonly twoFactorEnabled: boolean
  readonly role: 'customer' | 'staff'
}

interface ActingFor {
  readonly id: string
  readonly kind: 'person' | 'company'
  readonly name: string
  readonly language: Language
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** What the user may do for it. */
  readonly role: MemberRole
  /** For a company, on what ground its user signs. */
  readonly authority: string | null
}

export interface Visitor {
  readonly session: { readonly id: string; readonly secondFactor: boolean }
  readonly user: SignedInUser
  /** Absent for staff, and for whoever acts for nobody any more. */
  readonly customer: ActingFor | null
}

/** A visitor who acts for a customer. */
export interface CustomerVisitor extends Visitor {
  readonly customer: ActingFor
}
