import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDomain } from '../../worker/accounts/rules/order-domain.ts'

const label63 = 'a'.repeat(63)

test.each([
  ['contoh.id', 'contoh.id'],
  ['Contoh.CO.ID', 'contoh.co.id'],
  ['sub.contoh.id', 'sub.contoh.id'],
  ['toko-1.id', 'toko-1.id'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['straße.example', 'xn--strae-oqa.example'],
  ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
  ['例子。中国', 'xn--fsqu00a.xn--fiqs8s'],
  ['ｃｏｎｔｏｈ.id', 'contoh.id'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  [`${label63}.id`, `${label63}.id`],
  // The longest name there is: 253 characters.
  [`${`${label63}.`.repeat(3)}${'a'.repeat(58)}.id`, `${`${label63}.`.repeat(3)}${'a'.repeat(58)}.id`],
])('%s is a domain: %s', (input, ascii) => {
  expect(parseDomain(input)).toEqual({ ok: true, value: ascii })
})

describe('refused', () => {
  const HOSTILE = [
    ['nothing', '', 'domain_empty'],
    ['one label', 'localhost', 'domain_one_label'],
    ['254 characters', `${'a.'.repeat(126)}id`, 'domain_too_long'],
    ['a name too long only in ASCII', `${`${'aé'.repeat(20)}.`.repeat(6)}id`, 'domain_too_long'],
    ['an empty label', 'contoh..id', 'domain_label'],
    ['a full stop in front', '.contoh.id', 'domain_label'],
    ['a full stop at the end', 'contoh.id.', 'domain_label'],
    ['an ideographic full stop at the end', 'contoh.id。', 'domain_label'],
    ['a label of 64', `a${label63}.id`, 'domain_label'],
    ['a hyphen in front', '-contoh.id', 'domain_label'],
    ['a hyphen at the end', 'contoh-.id', 'domain_label'],
    ['hyphens in the third and fourth place', 'ab--cd.id', 'domain_label'],
    ['an IPv4 address', '192.0.2.1', 'domain_label'],
    ['an IPv4 address in two parts', '127.1', 'domain_label'],
    ['an IPv4 address in hexadecimal', 'contoh.0x7f', 'domain_not_idna'],
    ['an IPv4 address in fullwidth digits', '１２７.０.０.１', 'domain_label'],
    ['a top level of digits', 'contoh.123', 'domain_not_idna'],
    ['a top level of one letter', 'contoh.i', 'domain_label'],
    ['a top level with a digit', 'contoh.id1', 'domain_label'],
    ['punycode of a control character', 'xn--a.id', 'domain_not_idna'],
    ['punycode that ends too early', 'xn--bcher-kv.id', 'domain_not_idna'],
    ['punycode of plain letters', 'xn--abc-.id', 'domain_label'],
    ['punycode of no letter', 'xn--.id', 'domain_label'],
    ['punycode past the last code point', 'xn--99999999.id', 'domain_not_idna'],
    ['punycode of an emoji', 'xn--ls8h.id', 'domain_not_idna'],
    ['punycode of what is written otherwise', 'xn--bcher-2pa.id', 'domain_not_idna'],
    ['punycode within punycode', 'xn--xn--a--gua.id', 'domain_not_idna'],
    ['a combining mark at the start', '\u0301contoh.id', 'domain_not_idna'],
    ['a joiner where it means nothing', 'con\u200dtoh.id', 'domain_not_idna'],
    ['a port', 'contoh.id:80', 'domain_character'],
    ['a path', 'contoh.id/a', 'domain_character'],
    ['a backslash', 'contoh.id\\a', 'domain_character'],
    ['a user', 'a@contoh.id', 'domain_character'],
    ['a query', 'contoh.id?a', 'domain_character'],
    ['a fragment', 'contoh.id#a', 'domain_character'],
    ['a percent code', 'contoh%2eid', 'domain_character'],
    ['a tab, which a URL would drop', 'con\ttoh.id', 'domain_character'],
    ['a line break, which a URL would drop', 'contoh.id\r\nX: 1', 'domain_character'],
    ['a null', 'contoh\0.id', 'domain_character'],
    ['a space', 'con toh.id', 'domain_character'],
    ['an underscore', '_dmarc.contoh.id', 'domain_character'],
    ['a soft hyphen', 'con\u00adtoh.id', 'domain_character'],
    ['a letter that is not seen', 'con\u3164toh.id', 'domain_character'],
    ['a change of direction', 'contoh\u202e.id', 'domain_character'],
    ['an emoji', '🐘.id', 'domain_character'],
    ['a fullwidth slash', 'contoh／a.id', 'domain_character'],
    ['an IPv6 address', '[::1].id', 'domain_character'],
    ['half a character', 'con\ud800toh.id', 'domain_character'],
  ] as const
  test.each(HOSTILE)('%s', (_, input, reason) => {
    expect(parseDomain(input)).toMatchObject({ ok: false, failure: { reason } })
  })

  test('an empty label is told as such', () => {
    expect(parseDomain('contoh..id')).toMatchObject({ failure: { label: '', rule: 'empty' } })
    expect(parseDomain('contoh.id1')).toMatchObject({ failure: { label: 'id1', rule: 'top' } })
  })
})

describe('whatever is sent', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('a', '-', '.', 'x', 'n', '0', 'ü', '。', '\u00ad', '１'), maxLength: 300 }),
    fc.domain(),
  )
  test('the answer is a name in lower-case ASCII that means itself, or a refusal; never an exception', () => {
    fc.assert(
      fc.property(hostile, (input) => {
        const first = parseDomain(input)
        if (!first.ok) return
        expect(first.value).toMatch(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/)
        expect(first.value.length).toBeLessThanOrEqual(253)
        expect(parseDomain(first.value)).toEqual(first)
      }),
      { numRuns: 2000 },
    )
  })

  test('an ordinary domain is taken', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,30}$/)
    fc.assert(
      fc.property(label, label, (one, two) => {
        expect(parseDomain(`${one}.${two}.id`)).toEqual({ ok: true, value: `${one}.${two}.id` })
      }),
    )
  })

  test('a Unicode name and its ASCII form are one name', () => {
    const label = fc.string({ unit: fc.constantFrom('a', 'é', 'ñ', '例', 'ж', 'ا', 'ไ', 'z'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(label, (text) => {
        const ascii = parseDomain(`${text}.id`)
        if (ascii.ok) expect(parseDomain(ascii.value)).toEqual(ascii)
      }),
    )
  })
})
