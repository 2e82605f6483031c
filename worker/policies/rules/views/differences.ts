/** The difference of two versions as markup: the same for pairs built as files and for those the Worker fills. */
import type { Language } from '../../../../content/schema.ts'
import { formatDay } from '../../../shared/calendar.ts'
import { type Html, html } from '../../../shared/html.ts'
import { type ClauseDifference, type ClauseJson, comparedIn, type Differences, differences } from '../differences.ts'
import { type PolicyVersion, versionPath } from '../version.ts'
import { marked, prose, readable } from './prose.ts'

const WORDS = {
  id: {
    added: 'Ditambahkan',
    removed: 'Dihapus',
    moved: 'Dipindahkan',
    reworded: 'Diubah',
    reworded_moved: 'Diubah dan dipindahkan',
    unchanged: 'Tidak berubah',
    from: 'Dari',
    to: 'ke',
    terms: 'Angka dan ketentuan yang berubah',
    term: 'Ketentuan',
    change: 'Sebelum → sesudah',
    clauses: 'Klausul yang berubah',
    outside: 'Pembuka dan judul bagian',
    none: 'Tidak ada yang berubah di antara kedua versi ini.',
    marks: 'Tanda',
  },
  en: {
    added: 'Added',
    removed: 'Removed',
    moved: 'Moved',
    reworded: 'Reworded',
    reworded_moved: 'Reworded and moved',
    unchanged: 'Unchanged',
    from: 'From',
    to: 'to',
    terms: 'Numbers and terms that changed',
    term: 'Term',
    change: 'Before → after',
    clauses: 'Clauses that changed',
    outside: 'Opening and headings',
    none: 'Nothing differs between these two versions.',
    marks: 'Marks',
  },
} as const

export interface Compared {
  readonly from: PolicyVersion
  readonly to: PolicyVersion
  readonly before: ClauseJson
  readonly after: ClauseJson
  readonly language: Language
}

export function differencesView(compared: Compared): Html {
  const { from, to, before, after, language } = compared
  const t = WORDS[language]
  const found = differences(comparedIn(readable(before), language), comparedIn(readable(after), language), language)
  const changed = found.clauses.filter((clause) => clause.change !== 'unchanged')
  const named = (version: PolicyVersion) => html`<a href="${version.paths[language]}">${formatDay(version.version, language)}</a>`
  const nothing = changed.length === 0 && found.terms.length === 0 && found.outside === undefined
  return html`<p class="lead">${t.from} ${named(from)} ${t.to} ${named(to)}</p>${
    nothing
      ? html`<p class="note"><strong>${t.none}</strong></p>`
      : html`${tally(changed, language)}${termTable(found, language)}${clauseList(changed, compared)}`
  }${
    found.outside !== undefined &&
    html`<section class="change"><p class="word">${t.reworded}</p><h3>${t.outside}</h3><div class="prose">${prose(found.outside, language)}</div></section>`
  }${unchanged(found, compared)}`
}

/** What is in store, counted, and the two marks explained before they are met. */
function tally(changed: readonly ClauseDifference[], language: Language): Html {
  const t = WORDS[language]
  const counts = (['added', 'removed', 'moved', 'reworded'] as const).flatMap((change) => {
    const count = changed.filter((clause) => clause.change === change).length
    return count === 0 ? [] : [`${t[change]}: ${count}`]
  })
  return html`<p>${counts.join(' · ')}</p><p class="small">${t.marks}: <ins>${t.added}</ins> <del>${t.removed}</del></p>`
}

function termTable({ terms }: Differences, language: Language): Html | false {
  if (terms.length === 0) return false
  const t = WORDS[language]
  const value = (text: string, unit: string) => (unit === '' ? text : `${text} ${unit}`)
  const rows = terms.map(({ label, before, after, unit }) => {
    const cell =
      before === undefined
        ? html`${t.added}: <ins>${value(after ?? '', unit)}</ins>`
        : after === undefined
          ? html`${t.removed}: <del>${value(before, unit)}</del>`
          : html`<del>${before}</del> → <ins>${value(after, unit)}</ins>`
    return html`<tr><th scope="row">${label}</th><td data-label="${t.change}">${cell}</td></tr>`
  })
  return html`<h2>${t.terms}</h2><table class="stack"><thead><tr><th scope="col">${t.term}</th><th scope="col">${t.change}</th></tr></thead><tbody>${rows}</tbody></table>`
}

function clauseList(changed: readonly ClauseDifference[], compared: Compared): Html | false {
  if (changed.length === 0) return false
  return html`<h2>${WORDS[compared.language].clauses}</h2>${changed.map((clause) => clauseView(clause, compared))}`
}

function clauseView(clause: ClauseDifference, { from, to, language }: Compared): Html {
  const { id, change, isMoved, titleSegments, segments } = clause
  const word = WORDS[language][change === 'reworded' && isMoved ? 'reworded_moved' : change]
  const version = change === 'removed' ? from : to
  const whole = change === 'added' || change === 'removed'
  const plainly = (all: typeof segments) => all.map((segment) => ({ ...segment, kind: 'same' as const }))
  const text = change === 'moved' ? '' : prose(whole ? plainly(segments) : segments, language)
  const heading = html`<a href="${versionPath(version.document, version.version, language)}#${id}">${id}</a> ${whole ? clause.title : marked(titleSegments, language)}`
  return html`<section class="change ${change}" id="${id}"><p class="word ${change}">${word}</p><h3>${heading}</h3><div class="prose">${text}</div></section>`
}

function unchanged({ clauses }: Differences, { to, language }: Compared): Html | false {
  const same = clauses.filter((clause) => clause.change === 'unchanged')
  if (same.length === 0) return false
  const links = same.map(({ id, title }, i) => html`${i > 0 && ', '}<a href="${to.paths[language]}#${id}">${id}</a> ${title}`)
  return html`<section class="change"><p class="word">${WORDS[language].unchanged}</p><p class="small">${links}</p></section>`
}
