/** The calculator: a form answered without script. A wrong date comes back with the page, 422, and the reason beside its field. */
import type { HTMLRewriter as Rewriter } from '@cloudflare/workers-types'
import type { Language } from '../../content/schema.ts'
import { html } from '../shared/html.ts'
import { policies, provider } from './generated.ts'
import { forecast, type Question, type WrongField } from './rules/calculator.ts'
import { inForceAt } from './rules/in-force.ts'
import { inLanguage } from './rules/version.ts'
import { FIELD_IDS, forecastView, problemOf, problemSummary } from './rules/views/calculator.ts'
import { answer, CACHE, fillSlots, type SiteContext, staticFile } from './serve.ts'

declare const HTMLRewriter: typeof Rewriter

export async function showCalculator(c: SiteContext, language: Language): Promise<Response> {
  const now = c.get('context').now
  const question: Question = { dueOn: c.req.query('jatuh-tempo'), term: c.req.query('masa'), version: c.req.query('versi') }
  const page = await staticFile(c.env, c.req.url, inLanguage('/ketentuan/kalkulator', language))
  const isAsked = question.dueOn !== undefined
  const result = forecast(question, policies, now, provider)
  const wrong = isAsked && !result.ok ? result.failure.fields : []
  const chosen = { ...question, version: question.version ?? inForceAt(policies, 'terms', now, 'new', provider.timeZone)?.version }
  const body = await fillSlots(keepInput(page, chosen, wrong), {
    errors: wrong.length > 0 ? problemSummary(wrong, language) : undefined,
    answer: isAsked && result.ok ? forecastView(result.value, language) : undefined,
    ...Object.fromEntries(Object.entries(FIELD_IDS).map(([field, id]) => [`${id}-error`, errorOf(field, wrong, language)])),
  })
  return answer(c.req.raw, { body, type: 'text/html; charset=utf-8', cache: CACHE.current, status: wrong.length > 0 ? 422 : 200 })
}

function errorOf(field: string, wrong: readonly WrongField[], language: Language) {
  const found = wrong.find((one) => one.field === field)
  return found && html`${problemOf(found, language)}`
}

/** Nothing that was entered is lost, and a wrong field says so to whoever listens. */
function keepInput(page: Response, question: Question, wrong: readonly WrongField[]): Response {
  const rewriter = new HTMLRewriter()
  const value = (text: string) => ({
    element: (element: { setAttribute(name: string, value: string): unknown }) => void element.setAttribute('value', text),
  })
  if (question.dueOn !== undefined) rewriter.on(`#${FIELD_IDS.dueOn}`, value(question.dueOn))
  for (const [id, chosen] of [
    [FIELD_IDS.term, question.term],
    [FIELD_IDS.version, question.version],
  ] as const) {
    rewriter.on(`#${id} option`, {
      element(option) {
        if (option.getAttribute('value') === (chosen ?? '')) option.setAttribute('selected', '')
        else option.removeAttribute('selected')
      },
    })
  }
  // A date input shows nothing that is no date; as text the wrong entry stays to be put right.
  if (wrong.some(({ field }) => field === 'dueOn'))
    rewriter.on(`#${FIELD_IDS.dueOn}`, { element: (element) => void element.setAttribute('type', 'text') })
  for (const { field } of wrong) {
    rewriter.on(`#${FIELD_IDS[field]}`, {
      element: (element) => void element.setAttribute('aria-invalid', 'true').setAttribute('aria-describedby', `${FIELD_IDS[field]}-error`),
    })
    rewriter.on(`#${FIELD_IDS[field]}-field`, { element: (element) => void element.setAttribute('class', 'field wrong') })
  }
  return rewriter.transform(page as never) as never
}
