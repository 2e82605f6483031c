import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../worker/shared/headers.ts'

describe('whom an address speaks to', () => {
  test.each([
    ['/', 'policy'],
    ['/sla', 'policy'],
    ['/sla/2024-11-01', 'policy'],
    ['/en/ketentuan/kalkulator', 'policy'],
    ['/akunting', 'policy'],
    ['/daftar', 'app'],
    ['/masuk/kode', 'app'],
    ['/en/akun/layanan', 'app'],
    ['/staf', 'app'],
    ['/api/v1/me', 'closed'],
    ['/api/openapi.json', 'closed'],
    ['/policies.json', 'open'],
    ['/policies/sla/2024-11-01.json', 'open'],
    ['/schema/policies.json', 'open'],
    ['/feed.xml', 'open'],
    ['/en/sla/feed.xml', 'open'],
    ['/privasi/2024-11-01.md', 'open'],
    ['/privasi/timemap', 'open'],
    ['/.well-known/jwks.json', 'open'],
    ['/robots.txt', 'open'],
  ] as const)('%s: %s', (path, audience) => {
    expect(audienceOf(path)).toBe(audience)
  })
})
