/** Markup made from data, with every value escaped unless it is markup already. Pure; used by the Worker's slots and by the pages. */
export interface Html {
  readonly markup: string
}

type Value = Html | string | number | undefined | false | readonly Value[]

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function markupOf(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map(markupOf).join('')
}

/** `html\`<p>${text}</p>\`` escapes `text`; lists are joined; undefined and false leave nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: strings.reduce((sum, part, i) => sum + markupOf(values[i - 1]) + part) }
}
