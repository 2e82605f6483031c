/** The log holds ids, names and places. A message stays out: the database's quotes the statement and its values, a mail server's an address. */

/** @param of ids and names alone. */
export function logFailure(of: Readonly<Record<string, string | number>>, error: unknown): void {
  console.error(JSON.stringify({ level: 'error', ...of, ...placeOf(error) }))
}

function placeOf(error: unknown): { readonly error: string; readonly place: string | null } {
  if (!(error instanceof Error)) return { error: 'unknown', place: null }
  const place = error.stack?.split('\n').find((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line))
  return { error: error.name, place: place?.trim() ?? null }
}
