/** What follows outside the house when a bulk commit moves an account. */
export interface StepOrder {
  /** The clause that the panel's order cites; null: nothing changes at the panel. */
  readonly panel: string | null
  /** Invoice that is void from here on, since its account has ended (S13, S14). */
  readonly closes: string | null
  /** A termination that no person had to release, as the breaker counts it. */
  readonly counts: boolean
}
