/**
 * The sign-in library, as this site uses it: user id or e-mail with password, e-mail verification, reset, TOTP with backup codes,
 * sessions without a cookie cache. Its sign-up is off: registration is our own route. One instance a request, since the mails
 * it wants sent are commits of that request. It keeps sessions and tokens by the wall clock and writes them itself.
 */
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import type { Context } from '../context.ts'
import { provider } from '../policies/generated.ts'
import { COOKIE_PREFIX, isSecureOrigin, siteOrigin } from './cookies.ts'
import { passwordChangedMail, resetMail, verificationMail } from './mails.ts'
import { queueCredentialMail, tellPasswordChanged } from './post.ts'
import { RESET_SECONDS, SESSION_SECONDS, VERIFY_SECONDS } from './rules/attempts.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './rules/password.ts'
import { authAccount, authSession, authTwoFactor, authUser, authVerification } from './tables.ts'

export interface SignInLibrary {
  handler(request: Request): Promise<Response>
}

/** What the library knows of a user when it wants a mail sent. */
interface MailedUser {
  readonly id: string
  readonly email: string
  readonly language?: unknown
}

const SECOND_FACTOR_PATHS = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code'])

/** Longer than a function should be, since it is one literal: all that is set, to be read in one place. */
export function createLibrary(context: Context): SignInLibrary {
  const { env, db } = context
  const origin = siteOrigin(env)
  const languageOf = (user: MailedUser) => (user.language === 'en' ? 'en' : 'id')
  return betterAuth({
    appName: provider.service,
    baseURL: origin,
    basePath: '/api/auth',
    secret: env.AUTH_SECRET,
    trustedOrigins: [origin],
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      transaction: false,
      schema: { user: authUser, session: authSession, account: authAccount, verification: authVerification, twoFactor: authTwoFactor },
    }),
    user: {
      additionalFields: {
        role: { type: 'string', required: false, input: false, defaultValue: 'customer' },
        language: { type: 'string', required: false, input: false, defaultValue: 'id' },
      },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0,
      cookieCache: { enabled: false },
      additionalFields: { secondFactor: { type: 'boolean', required: false, input: false, defaultValue: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, call) => ({ data: { ...session, secondFactor: SECOND_FACTOR_PATHS.has(call?.path ?? '') } }),
        },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      sendResetPassword: ({ user, token }) => queueCredentialMail(context, user, resetMail(user.email, languageOf(user), origin, token)),
      onPasswordReset: ({ user }) => tellPasswordChanged(context, user, passwordChangedMail(user.email, languageOf(user), origin)),
    },
    emailVerification: {
      expiresIn: VERIFY_SECONDS,
      sendOnSignUp: false,
      sendVerificationEmail: ({ user, token }) =>
        queueCredentialMail(context, user, verificationMail(user.email, languageOf(user), origin, token)),
    },
    plugins: [
      username({ displayUsername: false, usernameValidator: (name) => /^[a-z][a-z0-9._-]{2,29}$/i.test(name) }),
      twoFactor({ issuer: provider.service }),
    ],
    // The doors count wrong passwords per user in the database, and requests per address by the platform's binding.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      // Names without the `__Secure-` prefix, so that the cookie notice names exactly what is set, wherever it runs.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecureOrigin(env) },
      // `guards.ts` asks every change for its origin, ours and the library's alike.
      disableCSRFCheck: true,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      database: { validateSchema: false },
    },
    // Its messages may quote what was typed; a line without them says where to look.
    logger: { level: 'error', log: (level) => console.error(JSON.stringify({ level, from: 'sign-in library' })) },
    telemetry: { enabled: false },
  })
}
