/**
 * The security headers of every answer: one definition, for the static assets (`dist/_headers`) and for the Worker, which
 * sets them (never appends) on what it answers itself.
 */

/** `policy`: no script at all. `app`: bundled scripts and the API. `open`: data for anyone's program. `closed`: answers to our own pages. */
export type Audience = 'policy' | 'app' | 'open' | 'closed'

const APP = /^(\/en)?\/(daftar|masuk|akun|staf)(\/|$)/
const OPEN = /^(\/en)?\/([a-z]+\/)?feed\.xml$|^\/(policies|schema|_astro|\.well-known)(\/|\.json$)|\.(md|txt|xml)$|\/timemap$/

/** Whom an address speaks to. */
export function audienceOf(path: string): Audience {
  if (path.startsWith('/api/')) return 'closed'
  if (APP.test(path)) return 'app'
  return OPEN.test(path) ? 'open' : 'policy'
}

const EVERYWHERE = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** `sheetHash` is the CSP source expression of the one inline stylesheet. */
function contentSecurityPolicy(audience: Audience, sheetHash: string): string {
  const shut = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
  if (audience === 'open' || audience === 'closed') return `${shut}; form-action 'none'`
  const page = `${shut}; form-action 'self'; img-src 'self' data:`
  // Nothing on a policy page connects to anything; tools that look at a page fetch robots.txt in its name.
  if (audience === 'policy') return `${page}; connect-src 'self'; style-src ${sheetHash}`
  return `${page}; connect-src 'self'; style-src 'self' ${sheetHash}; script-src 'self'`
}

export function securityHeaders(audience: Audience, sheetHash: string): Record<string, string> {
  return {
    ...EVERYWHERE,
    'content-security-policy': contentSecurityPolicy(audience, sheetHash),
    'cross-origin-resource-policy': audience === 'open' ? 'cross-origin' : 'same-origin',
    ...(audience === 'open' ? { 'access-control-allow-origin': '*' } : {}),
  }
}

/** The file `_headers`, for the few assets that do not pass the Worker. */
export function headersFile(sheetHash: string): string {
  const block = (pattern: string, headers: Record<string, string>) =>
    [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  const open = securityHeaders('open', sheetHash)
  return `${[
    block('/_astro/*', { ...open, 'cache-control': 'public, max-age=31536000, immutable' }),
    block('/schema/*', { ...open, 'cache-control': 'public, max-age=300' }),
  ].join('\n\n')}\n`
}
