import canonicalize from 'canonicalize'

/** RFC 8785: one text for one value, which the ledger can hash. Undefined members are left out. */
export function canonical(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}
