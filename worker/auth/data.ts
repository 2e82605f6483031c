import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { authAccount, authAttempts, authDevices, authSession, authTwoFactor, authUser, authVerification } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const UNUSED = notPersonal('A column of the sign-in library that this site never fills.')
/** “User id, password (as a hash only), additional factor and sign-in history” in the privacy terms. */
const ACCESS = personal('account_access', 'user')

export const authUserData: DataMap<typeof authUser> = {
  id: NAMES,
  name: personal('name', 'user'),
  email: personal('email', 'user'),
  emailVerified: ACCESS,
  image: UNUSED,
  username: ACCESS,
  twoFactorEnabled: ACCESS,
  role: ACCESS,
  language: personal('other_identifying', 'user'),
  createdAt: ACCESS,
  updatedAt: ACCESS,
}

export const authSessionData: DataMap<typeof authSession> = {
  id: NAMES,
  token: ACCESS,
  userId: NAMES,
  expiresAt: ACCESS,
  ipAddress: personal('ip_address', 'user'),
  userAgent: personal('device', 'user'),
  secondFactor: ACCESS,
  createdAt: ACCESS,
  updatedAt: ACCESS,
}

export const authAccountData: DataMap<typeof authAccount> = {
  id: NAMES,
  accountId: NAMES,
  providerId: notPersonal('The kind of credential, the same for everybody.'),
  userId: NAMES,
  accessToken: UNUSED,
  refreshToken: UNUSED,
  idToken: UNUSED,
  accessTokenExpiresAt: UNUSED,
  refreshTokenExpiresAt: UNUSED,
  scope: UNUSED,
  password: ACCESS,
  createdAt: ACCESS,
  updatedAt: ACCESS,
}

export const authVerificationData: DataMap<typeof authVerification> = {
  id: NAMES,
  identifier: ACCESS,
  value: ACCESS,
  expiresAt: ACCESS,
  createdAt: ACCESS,
  updatedAt: ACCESS,
}

export const authTwoFactorData: DataMap<typeof authTwoFactor> = {
  id: NAMES,
  secret: ACCESS,
  backupCodes: ACCESS,
  userId: NAMES,
  verified: ACCESS,
  failedVerificationCount: ACCESS,
  lockedUntil: ACCESS,
}

export const authAttemptsData: DataMap<typeof authAttempts> = {
  id: NAMES,
  subject: ACCESS,
  kind: ACCESS,
  at: ACCESS,
}

export const authDevicesData: DataMap<typeof authDevices> = {
  userId: NAMES,
  digest: ACCESS,
  firstSeenAt: ACCESS,
}
