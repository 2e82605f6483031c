/** Staff find the invoice that a payment is for, see what the payment will do, and record it (S13, S14, S16). */
import { useState } from 'preact/hooks'
import { query } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { InvoiceForPayment } from './payment-invoice.tsx'
import { PaymentSearch } from './payment-search.tsx'

export function PaymentPage() {
  const [id] = useState(() => query('id'))
  return <StaffOnly>{id ? <InvoiceForPayment id={id} /> : <PaymentSearch />}</StaffOnly>
}
