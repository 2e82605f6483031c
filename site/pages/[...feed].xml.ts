/** Atom feeds: /feed.xml and one a document, in both languages. */
import type { APIRoute } from 'astro'
import { DOCUMENTS, LANGUAGES } from '#content/schema'
import { policies } from '#rules/policies/generated'
import { documentPath, inLanguage } from '#rules/policies/rules/version'
import { feed } from '../build/feed.ts'
import { loadContent } from '../build/load.ts'

export const getStaticPaths = () =>
  LANGUAGES.flatMap((language) => [
    { params: { feed: inLanguage('/feed', language).slice(1) }, props: { language } },
    ...DOCUMENTS.map((document) => ({
      params: { feed: `${documentPath(document, language)}/feed`.slice(1) },
      props: { language, document },
    })),
  ])

export const GET: APIRoute = ({ props }) => new Response(feed(loadContent(), policies, props['language'], props['document']))
