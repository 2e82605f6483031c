/** Telling one device from another without keeping what tells them apart (P13). */
import { keyedDigest } from '../db/idempotency.ts'
import type { Circumstances } from '../evidence.ts'

/** Browser and network: /24 of an IPv4 address, /48 of an IPv6 one, since addresses within change by the day. */
export function deviceDigest(secret: string, userId: string, { ip, userAgent }: Pick<Circumstances, 'ip' | 'userAgent'>): Promise<string> {
  return keyedDigest(secret, `device\n${userId}\n${network(ip)}\n${userAgent ?? ''}`)
}

function network(ip: string | null): string {
  if (ip === null) return ''
  return ip.includes(':') ? ip.split(':').slice(0, 3).join(':') : ip.split('.').slice(0, 3).join('.')
}
