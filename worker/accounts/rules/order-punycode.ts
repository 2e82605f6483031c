/**
 * Punycode, read back (RFC 3492, section 6.2). URL parsers let any label through that begins with `xn--`; only one that can be read
 * and written again the same is a name.
 */
const BASE = 36
const LEAST = 1
const MOST = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE_POINT = 0x80
const LAST_CODE_POINT = 0x10ffff

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1
  rest += Math.floor(rest / points)
  let steps = 0
  for (; rest > ((BASE - LEAST) * MOST) >> 1; steps += BASE) rest = Math.floor(rest / (BASE - LEAST))
  return steps + Math.floor(((BASE - LEAST + 1) * rest) / (rest + SKEW))
}

/** a–z: 0–25, 0–9: 26–35; −1: no digit. */
const digitOf = (character: string | undefined) => 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character ?? ' ')

/** The text behind `xn--` of a lower-case label as Unicode; null where it is no Punycode. Linear but for the insertions. */
export function fromPunycode(encoded: string): string | null {
  const basic = encoded.lastIndexOf('-')
  const output = [...encoded.slice(0, Math.max(0, basic))]
  let [codePoint, index, bias] = [FIRST_CODE_POINT, 0, FIRST_BIAS]
  for (let read = basic + 1; read < encoded.length; ) {
    const before = index
    let weight = 1
    for (let step = BASE; ; step += BASE) {
      const digit = digitOf(encoded[read++])
      if (digit < 0) return null
      index += digit * weight
      const threshold = Math.min(MOST, Math.max(LEAST, step - bias))
      if (digit < threshold) break
      weight *= BASE - threshold
      if (weight > LAST_CODE_POINT * MOST * BASE) return null
    }
    const points = output.length + 1
    bias = adapt(index - before, points, before === 0)
    codePoint += Math.floor(index / points)
    if (codePoint > LAST_CODE_POINT) return null
    index %= points
    output.splice(index++, 0, String.fromCodePoint(codePoint))
  }
  return output.join('')
}
