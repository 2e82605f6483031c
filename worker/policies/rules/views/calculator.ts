/** The calculator’s answer as markup: the drawing, the same points as a list with their clauses, and errors beside their fields. */
import type { Language } from '../../../../content/schema.ts'
import type { TimelinePoint } from '../../../accounts/rules/timeline.ts'
import { formatDay } from '../../../shared/calendar.ts'
import { type Html, html } from '../../../shared/html.ts'
import { layoutTimeline } from '../../../shared/timeline-layout.ts'
import type { Forecast, WrongField } from '../calculator.ts'
import { cite } from '../cite.ts'
import type { VersionOf } from '../version.ts'

const WORDS = {
  id: {
    answer: (day: string) => `Bila tagihan yang jatuh tempo ${day} tidak dibayar`,
    by: 'Menurut ketentuan versi',
    clause: 'Klausul',
    picture: 'Gambar garis waktu; daftar di bawahnya memuat tanggal yang sama.',
    next: (day: string) => `Bila Anda membayar tepat waktu, jatuh tempo berikutnya ${day}.`,
    summary: 'Ada yang perlu diperbaiki',
  },
  en: {
    answer: (day: string) => `If the invoice due on ${day} is not paid`,
    by: 'By the terms of version',
    clause: 'Clause',
    picture: 'Drawn time line; the list below it has the same dates.',
    next: (day: string) => `If you pay on time, the next due date is ${day}.`,
    summary: 'Something needs to be put right',
  },
} as const

/** What each point does to the account, as the tone of its mark: what is lost is danger, what is coming is a warning. */
const TONE: { readonly [kind: string]: 'warning' | 'danger' | undefined } = {
  overdue: 'warning',
  overdue_notice: 'warning',
  suspended: 'danger',
  termination_warning: 'danger',
  terminated: 'danger',
}

const NAMES: { readonly [kind: string]: { readonly id: string; readonly en: string } } = {
  due: { id: 'Jatuh tempo', en: 'Due date' },
  overdue: { id: 'Terlambat', en: 'Late' },
  overdue_notice: { id: 'Pemberitahuan', en: 'Notice' },
  suspended: { id: 'Ditangguhkan', en: 'Suspended' },
  termination_warning: { id: 'Peringatan', en: 'Warning' },
  terminated: { id: 'Dihapus permanen', en: 'Deleted for good' },
}

export function forecastView({ version, dueOn, points, next }: Forecast, language: Language): Html {
  const t = WORDS[language]
  return html`<section class="answer" id="${language === 'id' ? 'jawaban' : 'answer'}"><h2>${t.answer(unbroken(formatDay(dueOn, language)))}</h2><figure class="picture">${drawing(points, language)}</figure><ol class="points">${points.map((point) => pointView(point, version, language))}</ol>${
    next && html`<p class="note">${t.next(formatDay(next.dueOn, language))}</p>`
  }<p class="small quiet">${t.by} <a href="${version.paths[language]}">${formatDay(version.version, language)}</a>.</p></section>`
}

/** A date that stays on one line. */
const unbroken = (day: string) => day.replaceAll(' ', '\u00a0')

function pointView(point: TimelinePoint, version: VersionOf<'terms'>, language: Language): Html {
  const { id, href } = cite(version, point.clause, language)
  return html`<li class="${TONE[point.kind] ?? ''}"><strong>${point.when[language]}</strong><span>${point.text[language]} <a href="${href}">${WORDS[language].clause} ${id}</a></span></li>`
}

const NARROWEST = 288
const RADIUS = 7
const ROW = 44
const LEAD = 10
const percent = (x: number) => Math.round(x * 10) / 10

/**
 * Flags over an axis: labels in order of time from the top, each to the right of its own line, so that no line crosses a label.
 * Places along the axis are percentages: the drawing takes any width while its words keep their size.
 */
function drawing(points: readonly TimelinePoint[], language: Language): Html {
  const placed = layoutTimeline(
    points.map(({ at }) => ({ at, lines: [] })),
    { width: NARROWEST, dotRadius: RADIUS },
  ).points
  const xs = placed.map(({ x }) => percent(LEAD + (x / NARROWEST) * (100 - LEAD)))
  const y = points.length * ROW + 16
  const flags = points.map((point, i) => {
    const x = xs[i] ?? 0
    const [anchor, dx] = x > 60 ? ['end', -8] : ['start', 8]
    const top = i * ROW + 14
    return html`<line class="leader" x1="${x}%" x2="${x}%" y1="${top - 12}" y2="${y}"/><text class="name" x="${x}%" dx="${dx}" y="${top}" text-anchor="${anchor}">${NAMES[point.kind]?.[language] ?? ''}</text><text class="quiet" x="${x}%" dx="${dx}" y="${top + 18}" text-anchor="${anchor}">${point.when[language]}</text>`
  })
  const dots = points.map(
    (point, i) => html`<circle class="future ${TONE[point.kind] ?? ''}" cx="${xs[i] ?? 0}%" cy="${y}" r="${RADIUS}"/>`,
  )
  return html`<svg width="100%" height="${y + RADIUS + 4}" role="img" aria-label="${WORDS[language].picture}"><line class="axis" x1="0" x2="100%" y1="${y}" y2="${y}"/>${spans(points, xs, y)}${flags}${dots}</svg>`
}

/** The service along the axis: on, still on though late, switched off. */
function spans(points: readonly TimelinePoint[], xs: readonly number[], y: number): Html {
  const at = (kind: TimelinePoint['kind']) => xs[points.findIndex((point) => point.kind === kind)] ?? 100
  const bar = (kind: string, from: number, to: number) =>
    html`<rect class="${kind}" x="${from}%" width="${percent(Math.max(0, to - from))}%" y="${y - 3}" height="6"/>`
  return html`${bar('bar', 0, at('overdue'))}${bar('late', at('overdue'), at('suspended'))}${bar('off', at('suspended'), at('terminated'))}`
}

const PROBLEMS: { readonly [reason: string]: { readonly id: string; readonly en: string } } = {
  missing: { id: 'Isi tanggal jatuh tempo.', en: 'Enter the due date.' },
  not_a_day: {
    id: 'Tanggal ini tidak ada dalam kalender. Tulis seperti 2027-03-10.',
    en: 'The calendar has no such day. Write it like 2027-03-10.',
  },
  out_of_range: { id: 'Tulis tahun antara 2000 dan 2199.', en: 'Write a year between 2000 and 2199.' },
  'term unknown': { id: 'Pilih bulanan atau tahunan.', en: 'Choose monthly or yearly.' },
  'version unknown': { id: 'Pilih versi yang ada dalam daftar.', en: 'Choose a version from the list.' },
}

/** Ids of the form's fields; the error of each has the same id with `-error`. */
export const FIELD_IDS = { dueOn: 'jatuh-tempo', term: 'masa', version: 'versi' } as const

export function problemOf({ field, reason }: WrongField, language: Language): string {
  return (PROBLEMS[`${field} ${reason}`] ?? PROBLEMS[reason])?.[language] ?? ''
}

/** The list in front of the form; each entry leads to its field. */
export function problemSummary(fields: readonly WrongField[], language: Language): Html {
  return html`<h2>${WORDS[language].summary}</h2><ul>${fields.map((wrong) => html`<li><a href="#${FIELD_IDS[wrong.field]}">${problemOf(wrong, language)}</a></li>`)}</ul>`
}
