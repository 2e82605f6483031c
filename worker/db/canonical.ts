import canonicalize from 'canonicalize'

/** RFC 8785: one value, one text, so that a digest of it means something. Throws on what JSON cannot say. */
export function canonical(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('not a JSON value')
  return text
}
