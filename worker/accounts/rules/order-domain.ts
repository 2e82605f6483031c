/**
 * S2, S17: the domain of an order, checked for its syntax only; a wrongly chosen name is the customer's responsibility.
 * The input is public and hostile. What the URL parser would take for something else (a port, a path, an address) is refused before
 * it is asked, and its answer is checked again label by label (RFC 1035, 5890; Unicode names by UTS 46 as WHATWG reads it).
 */
import { fail, ok, type Result } from '../../shared/result.ts'
import { fromPunycode } from './order-punycode.ts'

/** Longest name in its ASCII form and longest label, in characters (RFC 1035). */
const MOST_CHARACTERS = 253
const MOST_LABEL_CHARACTERS = 63

export type DomainRefusal =
  | { readonly reason: 'domain_empty' }
  | { readonly reason: 'domain_too_long'; readonly most: number }
  | { readonly reason: 'domain_character'; readonly position: number }
  | { readonly reason: 'domain_not_idna' }
  | { readonly reason: 'domain_one_label' }
  | { readonly reason: 'domain_label'; readonly label: string; readonly rule: 'empty' | 'too_long' | 'hyphen' | 'characters' | 'top' }

/** Letters, marks, digits, hyphens and full stops, and the joiners that some scripts need; everything else has another meaning or none. */
const DOMAIN_CHARACTER = /^[\p{L}\p{M}\p{Nd}\-.\u3002\uff0e\uff61\u00b7\u200c\u200d]$/u

/** Letters that are drawn as nothing, such as the Hangul fillers: a name with one would look like another name. */
const UNSEEN = /^(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}$/u

const isNameCharacter = (character: string) => DOMAIN_CHARACTER.test(character) && !UNSEEN.test(character)
const FULL_STOP = /[.\u3002\uff0e\uff61]/u
const isLabelCharacter = (character: string) => isNameCharacter(character) && !FULL_STOP.test(character)

/** S2: the name in lower-case ASCII (`xn--…` for a Unicode label), as it is stored and sent to the panel; or the fact that is wrong. */
export function parseDomain(input: string): Result<string, DomainRefusal> {
  if (input === '') return fail({ reason: 'domain_empty' })
  if (input.length > MOST_CHARACTERS) return fail({ reason: 'domain_too_long', most: MOST_CHARACTERS })
  let position = 0
  for (const character of input) {
    if (!isNameCharacter(character)) return fail({ reason: 'domain_character', position })
    position += character.length
  }
  const labels = input.split(FULL_STOP)
  if (labels.includes('')) return fail({ reason: 'domain_label', label: '', rule: 'empty' })
  if (labels.length < 2) return fail({ reason: 'domain_one_label' })
  const ascii = toAscii(input)
  return ascii === null ? fail({ reason: 'domain_not_idna' }) : checkAscii(ascii)
}

/** The WHATWG “domain to ASCII”, as the URL parser does it; null where the parser refuses the name. */
function toAscii(domain: string): string | null {
  const address = `http://${domain}`
  return URL.canParse(address) ? new URL(address).hostname : null
}

function checkAscii(ascii: string): Result<string, DomainRefusal> {
  if (ascii.length > MOST_CHARACTERS) return fail({ reason: 'domain_too_long', most: MOST_CHARACTERS })
  const labels = ascii.split('.')
  if (labels.length < 2) return fail({ reason: 'domain_one_label' })
  for (const label of labels) {
    const rule = brokenRule(label)
    if (rule !== null) return fail({ reason: 'domain_label', label, rule })
    if (label.startsWith('xn--') && !saysWhatItMeans(label)) return fail({ reason: 'domain_not_idna' })
  }
  // Every top-level domain is letters, or a Unicode name in its ASCII form; the parser turns digits into an IPv4 address.
  const top = labels.at(-1) ?? ''
  if (!/^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(top)) return fail({ reason: 'domain_label', label: top, rule: 'top' })
  return ok(ascii)
}

/** Whether an `xn--` label is the one way of writing a Unicode label that could itself have been typed. */
function saysWhatItMeans(label: string): boolean {
  const unicode = fromPunycode(label.slice(4))
  return unicode !== null && [...unicode].every(isLabelCharacter) && toAscii(unicode) === label
}

function brokenRule(label: string): 'empty' | 'too_long' | 'hyphen' | 'characters' | null {
  if (label === '') return 'empty'
  if (label.length > MOST_LABEL_CHARACTERS) return 'too_long'
  if (!/^[a-z0-9-]+$/.test(label)) return 'characters'
  const reserved = label.slice(2, 4) === '--' && !label.startsWith('xn--')
  return label.startsWith('-') || label.endsWith('-') || reserved ? 'hyphen' : null
}
