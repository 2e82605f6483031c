/** The calculator’s answer as markup: the drawing, the same points as a list with their clauses, and errors beside their fields. */
import type { Language } from '../../../../content/schema.ts'
import type { TimelinePoint } from '../../../accounts/rules/timeline.ts'
import { formatDay } from '../../../shared/calendar.ts'
import { type Html, html } from '../../../shared/html.ts'
import { type LayoutPoint, layoutTimeline, wrapLabel } from '../../../shared/timeline-layout.ts'
import type { Forecast, WrongField } from '../calculator.ts'
import { cite } from '../cite.ts'
import type { VersionOf } from '../version.ts'

const WORDS = {
  id: {
    answer: (day: string) => `Bila tagihan yang jatuh tempo ${day} tidak dibayar`,
    by: 'Menurut ketentuan versi',
    clause: 'Pasal',
    picture: 'Gambar garis waktu; daftar di sampingnya memuat tanggal yang sama.',
    next: (day: string) => `Bila Anda membayar tepat waktu, jatuh tempo berikutnya ${day}.`,
    summary: 'Ada yang perlu diperbaiki',
  },
  en: {
    answer: (day: string) => `If the invoice due on ${day} is not paid`,
    by: 'By the terms of version',
    clause: 'Clause',
    picture: 'Drawn time line; the list beside it has the same dates.',
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
  return html`<section class="answer" id="${language === 'id' ? 'jawaban' : 'answer'}"><h2>${t.answer(formatDay(dueOn, language))}</h2><div class="picture beside"><figure>${drawing(points, language)}</figure><ol class="points">${points.map((point) => pointView(point, version, language))}</ol></div>${
    next && html`<p class="note">${t.next(formatDay(next.dueOn, language))}</p>`
  }<p class="small quiet">${t.by} <a href="${version.paths[language]}">${formatDay(version.version, language)}</a>.</p></section>`
}

function pointView(point: TimelinePoint, version: VersionOf<'terms'>, language: Language): Html {
  const { id, href } = cite(version, point.clause, language)
  return html`<li class="${TONE[point.kind] ?? ''}"><strong>${point.when[language]}</strong><span>${point.text[language]} <a href="${href}">${WORDS[language].clause} ${id}</a></span></li>`
}

const WIDTH = 336
const RADIUS = 7
const CHARACTERS = 26

/** Hollow points on an axis, a line to each label, the paid period as a bar in front. */
function drawing(points: readonly TimelinePoint[], language: Language): Html {
  const labels: LayoutPoint[] = points.map((point) => ({
    at: point.at,
    lines: [NAMES[point.kind]?.[language] ?? '', ...wrapLabel(point.when[language], CHARACTERS)],
  }))
  const layout = layoutTimeline(labels, { width: WIDTH, characterWidth: 8, lineHeight: 20, dotRadius: RADIUS })
  const y = layout.axisY
  const end = layout.points.at(-1)?.x ?? WIDTH
  return html`<svg viewBox="0 0 ${WIDTH} ${layout.height}" width="${WIDTH}" height="${layout.height}" role="img" aria-label="${WORDS[language].picture}"><line class="axis" x1="0" x2="${end}" y1="${y}" y2="${y}"/><rect class="bar" x="0" y="${y - 3}" width="${layout.points[1]?.x ?? end}" height="6"/>${layout.points.map(
    ({ x, label }, i) =>
      html`<line class="leader" x1="${x}" x2="${x}" y1="${y}" y2="${label.y}"/><circle class="future ${TONE[points[i]?.kind ?? ''] ?? ''}" cx="${x}" cy="${y}" r="${RADIUS}"/>`,
  )}${layout.points.map(({ label }, i) => html`${(labels[i]?.lines ?? []).map(
    (line, row) => html`<text class="${row === 0 ? 'name' : 'quiet'}" x="${label.x}" y="${label.y + 15 + row * 20}">${line}</text>`,
  )}`)}</svg>`
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
