/** Money is integer rupiah. Fractions exist only inside a single rounding step. */
export type Rupiah = number

/** “Rp 1.500.000”; in English “Rp 1,500,000”. */
export function formatRupiah(amount: Rupiah, language: 'id' | 'en'): string {
  const digits = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 0 }).format(Math.abs(amount))
  return `${amount < 0 ? '−' : ''}Rp\u00a0${digits}`
}

/** The tax inside or on top of a price; a share is rounded half up to the rupiah, and net + tax = gross always. */
export function withTax(
  price: Rupiah,
  rate: { numerator: number; denominator: number },
  included: boolean,
): { net: Rupiah; tax: Rupiah; gross: Rupiah } {
  const base = included ? rate.denominator + rate.numerator : rate.denominator
  const tax = Math.floor((2 * price * rate.numerator + base) / (2 * base))
  return included ? { net: price - tax, tax, gross: price } : { net: price, tax, gross: price + tax }
}
