/** One layout for every mail: the same blocks as text and as HTML. Pure. */
import type { Language, Localized } from '../../../content/schema.ts'
import { type Html, html } from '../../shared/html.ts'

export interface Letter {
  readonly language: Language
  readonly subject: string
  /** Lines of a paragraph are kept; addresses in them become links. */
  readonly paragraphs: readonly string[]
  readonly action?: { readonly label: string; readonly href: string }
  /** The promise that ordered what the letter tells. */
  readonly clause?: { readonly label: string; readonly href: string }
}

/** Who writes; P4 and S12: the watched addresses stand in every mail. */
export interface House {
  readonly name: string
  readonly service: string
  readonly origin: string
  readonly emails: { readonly support: string; readonly billing: string }
  readonly phone: string
}

const WORDS: { readonly [K in 'because' | 'questions' | 'billing' | 'unsubscribe']: Localized } = {
  because: { id: 'Dasarnya', en: 'The promise behind it' },
  questions: { id: 'Pertanyaan, termasuk tentang data Anda', en: 'Questions, also about your data' },
  billing: { id: 'Pertanyaan tentang tagihan', en: 'Questions about billing' },
  unsubscribe: { id: 'Berhenti menerima pesan seperti ini', en: 'Stop messages like this one' },
}

export interface Written {
  readonly text: string
  readonly html: string
}

/** @param unsubscribe only for mail that may be refused (M4). */
export function writeLetter(letter: Letter, house: House, unsubscribe?: string): Written {
  return { text: asText(letter, house, unsubscribe), html: asHtml(letter, house, unsubscribe) }
}

const footerLines = (language: Language, house: House): string[] => [
  `${WORDS.questions[language]}: ${house.emails.support}, ${house.phone}`,
  `${WORDS.billing[language]}: ${house.emails.billing}`,
  `${house.service} · ${house.name} · ${house.origin}`,
]

function asText({ language, paragraphs, action, clause }: Letter, house: House, unsubscribe?: string): string {
  const blocks = [
    ...paragraphs,
    ...(action ? [`${action.label}: ${action.href}`] : []),
    ...(clause ? [`${WORDS.because[language]}: ${clause.label}\n${clause.href}`] : []),
    ['-- ', ...footerLines(language, house), ...(unsubscribe ? [`${WORDS.unsubscribe[language]}: ${unsubscribe}`] : [])].join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:)]/g
const LINK = 'color:#0b5a6f'

/** Mail programs keep inline styles only; no image, no script, nothing is fetched, so that reading a mail tells nobody. */
function withLinks(line: string): Html[] {
  const parts: Html[] = []
  let end = 0
  for (const match of line.matchAll(ADDRESS)) {
    parts.push(html`${line.slice(end, match.index)}<a href="${match[0]}" style="${LINK}">${match[0]}</a>`)
    end = match.index + match[0].length
  }
  return [...parts, html`${line.slice(end)}`]
}

const paragraph = (text: string): Html => {
  const lines = text.split('\n').map((line, i) => [i > 0 && html`<br>`, ...withLinks(line)])
  return html`<p style="margin:0 0 16px">${lines.flat()}</p>`
}

function asHtml({ language, subject, paragraphs, action, clause }: Letter, house: House, unsubscribe?: string): string {
  const small = 'font-size:14px;color:#4a4a4a'
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px;background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600">${house.service}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${subject}</h1>
${paragraphs.map(paragraph)}
${action && html`<p style="margin:0 0 16px"><a href="${action.href}" style="display:inline-block;padding:10px 16px;background:#0b5a6f;color:#fff;text-decoration:none;border-radius:4px">${action.label}</a></p>`}
${clause && html`<p style="margin:0 0 16px;${small}">${WORDS.because[language]}: <a href="${clause.href}" style="${LINK}">${clause.label}</a></p>`}
<hr style="margin:24px 0;border:0;border-top:1px solid #ccc">
${footerLines(language, house).map((line) => html`<p style="margin:0 0 4px;${small}">${withLinks(line)}</p>`)}
${unsubscribe && html`<p style="margin:12px 0 0;${small}"><a href="${unsubscribe}" style="${LINK}">${WORDS.unsubscribe[language]}</a></p>`}
</div></body></html>
`.markup
}
