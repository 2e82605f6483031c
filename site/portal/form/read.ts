/** Reads what a form holds. */

export const textOf = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A password is taken as typed: a space may be part of it. */
export const passwordOf = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

export const isTicked = (data: FormData, name: string): boolean => data.has(name)

/** ISO day from the three parts of a date, or nothing where they are no day of the calendar. */
export function dayFrom(data: FormData, name: string): string | undefined {
  const part = (key: string, width: number) => textOf(data, `${name}.${key}`).padStart(width, '0')
  const text = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined
}
