/** The words of a version’s status, as a slot of its page. */
import type { Language } from '../../../../content/schema.ts'
import { formatDay, formatTime } from '../../../shared/calendar.ts'
import { type Html, html } from '../../../shared/html.ts'
import type { Status } from '../status.ts'
import { differencePath, type PolicyVersion } from '../version.ts'

export interface StatusView {
  readonly version: PolicyVersion
  readonly status: Status
  readonly language: Language
  /** How the provider's zone is written after a time. */
  readonly zone: string
}

/** A day on which something begins, at its first minute. */
function beginning(day: string, language: Language, zone: string): Html {
  return html`<time datetime="${day}">${formatDay(day, language)}, ${formatTime(0, 0, language, zone)}</time>`
}

function link(version: PolicyVersion, language: Language): Html {
  const label = language === 'id' ? 'versi' : 'version'
  return html`<a href="${version.paths[language]}">${label} ${formatDay(version.version, language)}</a>`
}

function compare(from: PolicyVersion, to: PolicyVersion, language: Language): Html {
  const words = language === 'id' ? 'Lihat yang berubah' : 'See what changes'
  return html`<a href="${differencePath(from.document, from.version, to.version, language)}">${words}</a>`
}

export function statusSlot(view: StatusView): Html {
  const { tone, word, text } = view.language === 'id' ? indonesian(view) : english(view)
  return html`<div class="note status ${tone}" role="note"><strong>${word}</strong><p>${text}</p></div>`
}

interface Said {
  readonly tone: '' | 'warning'
  readonly word: string
  readonly text: Html
}

function indonesian({ version, status, zone }: StatusView): Said {
  const day = (on: string) => beginning(on, 'id', zone)
  switch (status.kind) {
    case 'upcoming': {
      const now = status.inForce && html` Yang berlaku sekarang: ${link(status.inForce, 'id')}. ${compare(status.inForce, version, 'id')}.`
      const text = html`Berlaku untuk pelanggan baru mulai ${day(version.effective.new)}, dan untuk pelanggan yang menyetujui versi sebelumnya mulai ${day(version.effective.existing)}.${now}`
      return { tone: 'warning', word: 'Belum berlaku', text }
    }
    case 'in_force_for_new': {
      const old =
        status.existing && html`: sampai saat itu berlaku ${link(status.existing, 'id')}. ${compare(status.existing, version, 'id')}`
      const text = html`Untuk pelanggan baru sejak ${day(version.effective.new)}. Untuk pelanggan yang menyetujui versi sebelumnya mulai ${day(version.effective.existing)}${old}.`
      return { tone: '', word: 'Berlaku untuk pelanggan baru', text }
    }
    case 'in_force': {
      const next =
        status.next &&
        html` Versi berikutnya sudah terbit: ${link(status.next, 'id')}, berlaku mulai ${day(status.next.effective.new)}. ${compare(version, status.next, 'id')}.`
      return {
        tone: '',
        word: 'Berlaku',
        text: html`${
          version.effective.new === version.effective.existing
            ? html`Untuk semua pelanggan sejak ${day(version.effective.new)}.`
            : html`Untuk pelanggan baru sejak ${day(version.effective.new)}, untuk pelanggan lama sejak ${day(version.effective.existing)}.`
        }${next}`,
      }
    }
    case 'in_force_for_existing': {
      const { successor } = status
      const text = html`Pelanggan baru memakai ${link(successor, 'id')} sejak ${day(successor.effective.new)}. Versi ini masih berlaku untuk pelanggan yang telah menyetujuinya, sampai ${day(successor.effective.existing)}.${stays(successor, 'id')} ${compare(version, successor, 'id')}.`
      return { tone: 'warning', word: 'Berlaku untuk pelanggan lama', text }
    }
    case 'superseded': {
      const { inForce } = status
      const text = html`Yang berlaku sekarang: ${link(inForce, 'id')}, sejak ${day(inForce.effective.new)}.${stays(inForce, 'id')} ${compare(version, inForce, 'id')}.`
      return { tone: 'warning', word: 'Sudah digantikan', text }
    }
  }
}

/** A material change binds by acceptance only, so that an old version may go on to bind whoever accepted it; nobody accepts the cookie notice. */
function stays(successor: PolicyVersion, language: Language): Html | false {
  if (!successor.material || successor.document === 'cookies') return false
  return language === 'id'
    ? html` Bila Anda menyetujui versi ini dan belum menyetujui penggantinya, versi ini tetap mengikat.`
    : html` If you accepted this version and have not accepted its successor, this version goes on to bind.`
}

function english({ version, status, zone }: StatusView): Said {
  const day = (on: string) => beginning(on, 'en', zone)
  switch (status.kind) {
    case 'upcoming': {
      const now = status.inForce && html` In force now: ${link(status.inForce, 'en')}. ${compare(status.inForce, version, 'en')}.`
      const text = html`In force for new customers from ${day(version.effective.new)}, and for customers who accepted an earlier version from ${day(version.effective.existing)}.${now}`
      return { tone: 'warning', word: 'Not yet in force', text }
    }
    case 'in_force_for_new': {
      const old = status.existing && html`: until then ${link(status.existing, 'en')} holds. ${compare(status.existing, version, 'en')}`
      const text = html`For new customers since ${day(version.effective.new)}. For customers who accepted an earlier version from ${day(version.effective.existing)}${old}.`
      return { tone: '', word: 'In force for new customers', text }
    }
    case 'in_force': {
      const next =
        status.next &&
        html` The next version is already published: ${link(status.next, 'en')}, in force from ${day(status.next.effective.new)}. ${compare(version, status.next, 'en')}.`
      return {
        tone: '',
        word: 'In force',
        text: html`${
          version.effective.new === version.effective.existing
            ? html`For all customers since ${day(version.effective.new)}.`
            : html`For new customers since ${day(version.effective.new)}, for existing customers since ${day(version.effective.existing)}.`
        }${next}`,
      }
    }
    case 'in_force_for_existing': {
      const { successor } = status
      const text = html`New customers get ${link(successor, 'en')} since ${day(successor.effective.new)}. This version still holds for customers who accepted it, until ${day(successor.effective.existing)}.${stays(successor, 'en')} ${compare(version, successor, 'en')}.`
      return { tone: 'warning', word: 'In force for existing customers', text }
    }
    case 'superseded': {
      const { inForce } = status
      const text = html`In force now: ${link(inForce, 'en')}, since ${day(inForce.effective.new)}.${stays(inForce, 'en')} ${compare(version, inForce, 'en')}.`
      return { tone: 'warning', word: 'Superseded', text }
    }
  }
}
