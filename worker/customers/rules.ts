/** Who may become a customer, and how what they give is kept. Pure. */

import type * as z from 'zod'
import type { PrivacyTerms } from '../../content/schema.ts'
import { ageOn, type Day } from '../shared/calendar.ts'
import { fail, ok, type Result } from '../shared/result.ts'

/** Who may act for a customer: the owner in everything, `billing` in money, `technical` in the service itself. */
export const MEMBER_ROLES = ['owner', 'billing', 'technical'] as const

export type UnderAge = { readonly reason: 'under_age'; readonly minimumAge: number }

/**
 * P11: nobody under the minimum age gives data. Completed years on the provider's calendar day; born 29 February,
 * a year completes on 1 March. The answer says the limit and nothing about the date that was given.
 */
export function checkAge(bornOn: Day, today: Day, terms: Pick<z.infer<typeof PrivacyTerms>, 'minimumAge'>): Result<true, UnderAge> {
  return ageOn(bornOn, today) >= terms.minimumAge ? ok(true) : fail({ reason: 'under_age', minimumAge: terms.minimumAge })
}

/** P7: a customer who lives in another jurisdiction than the provider's acknowledges that data crosses the border. */
export function mustAcknowledgeTransfer(country: string, providerCountry: string): boolean {
  return country !== providerCountry
}

/** Digits and the leading plus alone, so that one number is written one way. */
export function plainPhone(phone: string): string {
  return phone.replace(/[ ().-]/g, '')
}

export const plainEmail = (email: string) => email.trim().toLowerCase()
export const plainUserId = (userId: string) => userId.trim().toLowerCase()

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** Whether a code names a country or territory; user-assigned, unknown and withdrawn codes do not (SU is written RU today). */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) return false
  return !['ZZ', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB'].includes(code) && regionNames.of(code) !== undefined
}
