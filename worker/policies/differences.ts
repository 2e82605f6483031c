/** Differences of versions: neighbours are files; every other pair is filled into the same page from the clause JSON. */
import type { Document, Language } from '../../content/schema.ts'
import { formatDay } from '../shared/calendar.ts'
import { html } from '../shared/html.ts'
import { policies } from './generated.ts'
import type { ClauseJson } from './rules/differences.ts'
import { differencePath, documentPath, type PolicyVersion, versionNamed } from './rules/version.ts'
import { differencesView } from './rules/views/differences.ts'
import { answer, CACHE, fillSlots, type SiteContext, showStatic, staticFile } from './serve.ts'

const named = (document: Document, label: string | undefined) => versionNamed(policies, document, label ?? '') as PolicyVersion | undefined

/** The form that chooses two versions is answered with their address. */
export function compare(c: SiteContext, document: Document, language: Language): Response | Promise<Response> {
  const from = named(document, c.req.query('dari'))
  const to = named(document, c.req.query('ke'))
  if (from && to) return c.redirect(differencePath(document, from.version, to.version, language), 303)
  return showStatic(c, `${documentPath(document, language)}/perubahan`)
}

/** Unknown versions are 404; a pair from newer to older is sent to its other order; a version equals itself and says so. */
export async function showDifference(c: SiteContext, document: Document, language: Language): Promise<Response> {
  const [left, right, ...more] = (c.req.param('pair') ?? '').split('..')
  const from = named(document, left)
  const to = named(document, right)
  if (from === undefined || to === undefined || more.length > 0) return showStatic(c, `${documentPath(document, language)}/404`, 404)
  if (from.version > to.version) return c.redirect(differencePath(document, to.version, from.version, language), 308)
  const path = differencePath(document, from.version, to.version, language)
  const built = await staticFile(c.env, c.req.url, path)
  const body = built.status === 200 ? await built.text() : await filled(c, from, to, language)
  return answer(c.req.raw, { body, type: 'text/html; charset=utf-8', cache: CACHE.page })
}

async function filled(c: SiteContext, from: PolicyVersion, to: PolicyVersion, language: Language): Promise<string> {
  const read = async ({ document, version }: PolicyVersion) =>
    (await (await staticFile(c.env, c.req.url, `/policies/${document}/${version}.json`)).json()) as ClauseJson
  const [before, after] = await Promise.all([read(from), read(to)])
  const page = await staticFile(c.env, c.req.url, `${documentPath(from.document, language)}/perubahan`)
  const pair = `${formatDay(from.version, language)} → ${formatDay(to.version, language)}`
  return fillSlots(page, { pair: html` ${pair}`, differences: differencesView({ from, to, before, after, language }) })
}
