/** The questions people arrive with, answered in one sentence each from the terms in force, with the clause that says so. */
import type { Language, Provider } from '../../../../content/schema.ts'
import type { Instant } from '../../../shared/calendar.ts'
import { type Html, html } from '../../../shared/html.ts'
import { inForceAt } from '../in-force.ts'
import { formatTerm } from '../term-text.ts'
import { inLanguage, type PolicyVersion, type VersionOf } from '../version.ts'

export interface AnswersView {
  readonly versions: readonly PolicyVersion[]
  readonly at: Instant
  readonly language: Language
  readonly provider: Pick<Provider, 'timeZone'>
}

export function answersSlot({ versions, at, language, provider }: AnswersView): Html {
  const terms = inForceAt(versions, 'terms', at, 'new', provider.timeZone)
  const sla = inForceAt(versions, 'sla', at, 'new', provider.timeZone)
  const privacy = inForceAt(versions, 'privacy', at, 'new', provider.timeZone)
  return html`${terms && lateness(terms, language)}${sla && outage(sla, language)}${privacy && data(privacy, language)}`
}

function entry(question: string, answer: Html): Html {
  return html`<li><h3>${question}</h3><p>${answer}</p></li>`
}

function clause(version: PolicyVersion, id: string, language: Language): Html {
  return html`<a href="${version.paths[language]}#${id}">${language === 'id' ? 'Klausul' : 'Clause'} ${id}</a>`
}

function lateness(version: VersionOf<'terms'>, language: Language): Html {
  const term = (path: string) => html`<b>${formatTerm(version, path, language)}</b>`
  const suspend = term('late.suspendAfterDays')
  const terminate = term('late.terminateAfterDays')
  const calculator = inLanguage('/ketentuan/kalkulator', language)
  return language === 'id'
    ? entry(
        'Kapan layanan saya dimatikan bila saya terlambat membayar?',
        html`${suspend} hari setelah keterlambatan mulai, layanan ditangguhkan. ${terminate} hari sesudahnya dihapus untuk selamanya. ${clause(version, 'S14', 'id')} · <a href="${calculator}">Hitung tanggalnya</a>`,
      )
    : entry(
        'When is my service switched off if I pay late?',
        html`${suspend} days after lateness begins it is suspended; ${terminate} days later it is deleted for good. ${clause(version, 'S14', 'en')} · <a href="${calculator}">Work out the dates</a>`,
      )
}

function outage(version: VersionOf<'sla'>, language: Language): Html {
  const term = (path: string) => html`<b>${formatTerm(version, path, language)}</b>`
  return language === 'id'
    ? entry(
        'Apakah saya mendapat ganti rugi bila layanan putus?',
        html`Kami menjanjikan uptime server ${term('uptime.server')} per bulan. Bila gagal karena kesalahan kami, Anda mendapat ${term('indemnity.months')} bulan biaya hosting, sebagai ${formatTerm(version, 'indemnity.forms', 'id')}. ${clause(version, 'S4', 'id')}, ${clause(version, 'S20', 'id')}`,
      )
    : entry(
        'Do I get something back if the service fails?',
        html`We promise server uptime of ${term('uptime.server')} a month. If it fails by our fault you get ${term('indemnity.months')} month of hosting fees, as ${formatTerm(version, 'indemnity.forms', 'en')}. ${clause(version, 'S4', 'en')}, ${clause(version, 'S20', 'en')}`,
      )
}

function data(version: VersionOf<'privacy'>, language: Language): Html {
  const uses = html`<b>${version.terms.purposes.length}</b>`
  return language === 'id'
    ? entry(
        'Apa yang Anda lakukan dengan data saya?',
        html`Ada ${uses} penggunaan, semuanya disebut satu per satu. Cara menghubungi Anda tidak diberikan kepada pihak ketiga, kecuali lembaga penegak hukum. ${clause(version, 'P6', 'id')}, ${clause(version, 'P9', 'id')}`,
      )
    : entry(
        'What do you do with my data?',
        html`There are ${uses} uses, each of them named. Ways to reach you are given to no third party but law enforcement. ${clause(version, 'P6', 'en')}, ${clause(version, 'P9', 'en')}`,
      )
}
