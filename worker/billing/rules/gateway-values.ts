/** Gateways' words, amounts and times in ours. What is not understood is refused or treated as pending, never guessed at. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { type GatewayState, hasPaid } from './gateway.ts'

/** “150000.00”, “150000” or 150000. Null: cents, signs, separators, exponents, or more than a number holds exactly. */
export function rupiahOf(amount: string | number): Rupiah | null {
  const text = String(amount)
  const match = /^(\d{1,15})(?:\.0{1,2})?$/.exec(text)
  if (!match?.[1]) return null
  const rupiah = Number(match[1])
  return Number.isSafeInteger(rupiah) ? rupiah : null
}

/** Midtrans writes its times without a zone; they are Jakarta’s (GMT+7), wherever the provider is. */
const ZONE_OF_BARE_TIMES = '+07:00'

/** “2027-03-12 23:59:59” is read as WIB; a time with a zone keeps it. Null: not a time. */
export function instantOf(text: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim())
  if (!match) return null
  const [, day, time, zone] = match
  try {
    return Temporal.Instant.from(`${day}T${time}${zone ?? ZONE_OF_BARE_TIMES}`).epochMilliseconds
  } catch {
    return null
  }
}

/** “2027-03-12 23:59:59 +0700”, as Midtrans takes a time. */
export function jakartaTimeOf(at: Instant): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE_OF_BARE_TIMES).toPlainDateTime()
  return `${local.toString({ smallestUnit: 'second' }).replace('T', ' ')} +0700`
}

/**
 * Midtrans’ transaction status. A captured card payment counts as paid unless fraud detection holds it back (`challenge`).
 * `authorize` only reserves. What is new to us is pending: nothing moves before it is understood.
 */
export function midtransState(status: string, fraudStatus: string | undefined): GatewayState {
  switch (status) {
    case 'settlement':
      return 'settled'
    case 'capture':
      return fraudStatus === undefined || fraudStatus === 'accept' ? 'settled' : fraudStatus === 'deny' ? 'denied' : 'pending'
    case 'deny':
    case 'failure':
      return 'denied'
    case 'cancel':
      return 'cancelled'
    case 'expire':
      return 'expired'
    case 'refund':
    case 'partial_refund':
      return 'refunded'
    case 'chargeback':
    case 'partial_chargeback':
      return 'charged_back'
    default:
      return 'pending'
  }
}

/** Xendit’s invoice status. PAID: the customer paid; SETTLED: the money also reached the provider’s balance. */
export function xenditState(status: string): GatewayState {
  switch (status) {
    case 'PAID':
    case 'SETTLED':
      return 'settled'
    case 'EXPIRED':
      return 'expired'
    default:
      return 'pending'
  }
}

/** Whether a notification says that money moved. @param status the gateway's own word, with or without what follows its colon. */
export function tellsOfMoney(gateway: 'midtrans' | 'xendit', status: string): boolean {
  return hasPaid(gateway === 'midtrans' ? midtransState(status.split(':')[0] ?? '', undefined) : xenditState(status))
}
