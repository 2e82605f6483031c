/** Emphasis, code and links inside a line of Markdown; links open beside the form, so that nothing filled in is lost. */
import type { ComponentChildren } from 'preact'
import { common } from '../../i18n/portal/common.ts'
import { wordsOf } from '../page.ts'

const t = wordsOf(common)
const TOKEN =
  /(\*\*(.+?)\*\*)|(`([^`]+)`)|(\[([^\]]+)\]\(([^)\s]+)\))|(<((?:https?:\/\/|mailto:)?[^<>\s]+@?[^<>\s]*)>)|([*_](?=\S)(.+?)[*_](?!\w))/

/** A backslash before punctuation only says that it is meant literally. */
const plain = (text: string) => text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')

const Link = ({ to, children }: { to: string; children: ComponentChildren }) =>
  /^(https?:|mailto:|\/|#)/.test(to) ? (
    <a href={to} target="_blank" rel="noopener">
      {children}
      <span class="spoken"> {t.newTab}</span>
    </a>
  ) : (
    children
  )

function found(match: RegExpExecArray): ComponentChildren {
  if (match[2])
    return (
      <strong>
        <Inline text={match[2]} />
      </strong>
    )
  if (match[4]) return <code>{match[4]}</code>
  if (match[6] && match[7])
    return (
      <Link to={match[7]}>
        <Inline text={match[6]} />
      </Link>
    )
  if (match[9])
    return <Link to={match[9].includes('@') && !match[9].startsWith('mailto:') ? `mailto:${match[9]}` : match[9]}>{match[9]}</Link>
  return <em>{plain(match[11] ?? '')}</em>
}

export function Inline({ text }: { text: string }) {
  const parts: ComponentChildren[] = []
  let rest = text
  for (let match = TOKEN.exec(rest); match; match = TOKEN.exec(rest)) {
    parts.push(plain(rest.slice(0, match.index)), found(match))
    rest = rest.slice(match.index + match[0].length)
  }
  return <>{[...parts, plain(rest)]}</>
}
