/** Plain-text faces of the site for programs. */
import type { Provider } from '../../content/schema.ts'
import { DAY_OF_24_HOURS, type Instant } from '../shared/calendar.ts'

const EXPIRES_AFTER_DAYS = 180

/** RFC 9116. `Expires` moves with the day, so that the file never goes stale and stays the same within a day. */
export function securityTxt(provider: Provider, now: Instant): string {
  const today = now - (now % DAY_OF_24_HOURS)
  return [
    `Contact: mailto:${provider.emails.security}`,
    `Contact: ${provider.origin}/kontak`,
    `Expires: ${new Date(today + EXPIRES_AFTER_DAYS * DAY_OF_24_HOURS).toISOString().replace('.000', '')}`,
    'Preferred-Languages: id, en',
    `Canonical: ${provider.origin}/.well-known/security.txt`,
    '',
  ].join('\n')
}
