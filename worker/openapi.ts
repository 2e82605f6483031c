/** The API described for programs, from the same schemas that validate. Every operation may answer with a problem. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppBindings } from './door.ts'
import { provider } from './policies/generated.ts'

const PROBLEM = {
  description: 'A problem (RFC 9457). `code` is stable; `errors` names fields; `clause` is the promise that is the reason.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code', 'detail'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { type: 'string' },
          detail: { type: 'string' },
          errors: {
            type: 'array',
            items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
          },
          clause: {
            type: 'object',
            properties: { document: { type: 'string' }, version: { type: 'string' }, id: { type: 'string' }, href: { type: 'string' } },
          },
        },
      },
    },
  },
} as const

/** OpenAPI 3.1. */
export function openApiDocument<A extends OpenAPIHono<AppBindings, never, string>>(api: A) {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: provider.service, version: '1', description: 'Texts are in the language of Accept-Language; Indonesian governs.' },
    servers: [{ url: '/api/v1' }],
  })
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'delete', 'patch'] as const) {
      const operation = item[method]
      if (operation) operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } }
    }
  }
  return { ...document, components: { ...document.components, responses: { Problem: PROBLEM } } }
}
