/** The page on which a customer “pays” in development: three buttons instead of a bank. */
import { isPaid, type LocalPayment } from './gateway-payment.ts'

export const BUTTONS = { bayar: 'settlement', gagal: 'deny', kedaluwarsa: 'expire' } as const
export type Button = keyof typeof BUTTONS

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

export function payPage(payment: LocalPayment): string {
  const over = isPaid(payment.state) || payment.state === 'expire'
  const amount = new Intl.NumberFormat('id-ID').format(payment.amount)
  const buttons = Object.keys(BUTTONS).map((name) => `<button name="action" value="${name}">${name}</button>`)
  return `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Pembayaran percobaan</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:30rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem;margin:.3rem}</style>
<h1>Pembayaran percobaan (${payment.gateway})</h1>
<p>Halaman ini hanya ada di lingkungan pengembangan. Tidak ada uang yang berpindah.</p>
<p>Pesanan <code>${escaped(payment.orderId)}</code></p>
<p><strong>Rp ${amount}</strong></p>
${over ? `<p>Status: ${payment.state}. <a href="${escaped(payment.returnUrl)}">Kembali</a></p>` : `<form method="post">${buttons.join('')}</form>`}
</html>`
}
