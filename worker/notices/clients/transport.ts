/** How mail leaves the house. */
import type { Context } from '../../context.ts'
import type { OutgoingMail } from '../mail/message.ts'

export type SendResult =
  /**
   * The other side has taken the mail over for delivery; what becomes of it later comes back as a bounce. `refused`: so many of
   * its recipients it would not take, while it took at least one.
   */
  | { readonly result: 'accepted'; readonly detail: string | null; readonly refused: number }
  /** This mail will never be taken: an address that does not exist, a mail that is refused for its content. */
  | { readonly result: 'refused'; readonly reason: string }
  /** Not now: the other side is down, busy, slow, or we are set up wrongly. */
  | { readonly result: 'later'; readonly reason: string }

export type Transport = (mail: OutgoingMail, context: Context) => Promise<SendResult>
