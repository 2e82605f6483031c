/**
 * What the sign-in library brings along and nobody here uses, so that it stays out of the bundle (`[alias]` in wrangler.toml): signing in
 * through other sites, a database in memory, and telemetry.
 */
import * as z from 'zod'

export const socialProviders = {}
export const socialProviderList = []
export const SocialProviderListEnum = z.never()

export const memoryAdapter = () => {
  throw new Error('the sign-in library was given no database')
}

export const createTelemetry = async () => ({ publish: async () => undefined })
export const getTelemetryAuthConfig = async () => ({})
