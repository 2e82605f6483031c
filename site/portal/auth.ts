/** The sign-in library's own routes, which the typed client of our API does not know. */
import { type Answer, answerOf } from './answers.ts'
import { language } from './page.ts'

const headers = { 'content-type': 'application/json', 'accept-language': language }
/** Some of its answers have no body. */
const read = (response: Response) => ({
  ok: response.ok,
  status: response.status,
  headers: response.headers,
  json: () => response.json().catch(() => ({})),
})
const post = <T>(path: string, body: object = {}): Promise<Answer<T>> =>
  answerOf<T>(async () => read(await fetch(`/api/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })))
const get = <T>(path: string): Promise<Answer<T>> => answerOf<T>(async () => read(await fetch(`/api/auth/${path}`, { headers })))

export const signOut = () => post('sign-out')
export const verifyTotp = (code: string) => post('two-factor/verify-totp', { code })
export const verifyBackupCode = (code: string) => post('two-factor/verify-backup-code', { code })
export const requestPasswordReset = (email: string, redirectTo: string) => post('request-password-reset', { email, redirectTo })
export const resetPassword = (token: string, newPassword: string) => post('reset-password', { token, newPassword })
export const changePassword = (currentPassword: string, newPassword: string, revokeOtherSessions: boolean) =>
  post('change-password', { currentPassword, newPassword, revokeOtherSessions })

export interface Enrolment {
  readonly totpURI: string
  readonly backupCodes: readonly string[]
}
export const enableTwoFactor = (password: string) => post<Enrolment>('two-factor/enable', { password })
export const disableTwoFactor = (password: string) => post('two-factor/disable', { password })
export const newBackupCodes = (password: string) =>
  post<{ readonly backupCodes: readonly string[] }>('two-factor/generate-backup-codes', { password })

export interface Session {
  readonly id: string
  readonly token: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly ipAddress?: string | null
  readonly userAgent?: string | null
}
export const listSessions = () => get<readonly Session[]>('list-sessions')
export const currentSession = () => get<{ readonly session: Session } | null>('get-session')
export const revokeSession = (token: string) => post('revoke-session', { token })
export const revokeSessions = () => post('revoke-sessions')
export const resendVerification = (email: string, callbackURL: string) => post('send-verification-email', { email, callbackURL })
