import { compactVerify, importJWK, type JSONWebKeySet } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policies, provider } from '../../worker/policies/generated.ts'
import { versionNamed } from '../../worker/policies/rules/version.ts'
import { createClient, customerOf } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = Date.parse('2026-11-25T03:00:00Z')

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(NOW)
})
afterAll(() => worker.close())

/** What someone else’s program does years later, with the keys and the receipt alone. */
async function verifyOffline(jws: string, keys: JSONWebKeySet) {
  const { kid } = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString())
  const jwk = keys.keys.find((key) => key.kid === kid)
  if (!jwk) throw new Error('no such key')
  const { payload, protectedHeader } = await compactVerify(jws, await importJWK(jwk, 'EdDSA'))
  return { payload: JSON.parse(new TextDecoder().decode(payload)), protectedHeader }
}

describe('a receipt', () => {
  test('verifies with the public keys alone and says what was decided about which text', async () => {
    const { client, customerId, receipts } = await customerOf(worker, NOW)
    const keys: JSONWebKeySet = (await createClient(worker).get('/.well-known/jwks.json')).body
    const mine = receipts.find((one) => one.document === 'terms')
    const { body } = await client.get(`/api/v1/receipts/${mine?.id}`)
    const { payload, protectedHeader } = await verifyOffline(body.jws, keys)
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: 'test-1' })
    expect(payload).toEqual(body.payload)
    const terms = versionNamed(policies, 'terms', '2024-11-01')
    expect(payload).toMatchObject({
      ...{ iss: provider.origin, sub: customerId, jti: mine?.id, receipt_id: mine?.id, schema_version: 'ISO/IEC TS 27560:2023' },
      pii_processing: {
        privacy_notice: {
          ...{ document: 'terms', version: '2024-11-01', language: 'id' },
          ...{ location: `${provider.origin}/ketentuan/2024-11-01.md`, digest: { algorithm: 'SHA-256', value: terms?.digests.id } },
        },
      },
      party_identification: [{ role: 'pii_controller', name: 'Tnet' }],
      event: { event_type: 'accepted', method: 'registration', page: '/daftar' },
    })
  })

  test('holds ids, and nothing else about the person', async () => {
    const { client, input, receipts } = await customerOf(worker, NOW, { name: 'Nama Yang Tidak Tampil' })
    const { body } = await client.get(`/api/v1/receipts/${receipts[0]?.id}`)
    const said = JSON.stringify(body.payload)
    for (const secret of [input.name, input.email, input.userId, input.address, input.bornOn]) expect(said).not.toContain(secret)
  })

  test('does not verify once a letter of it is changed', async () => {
    const { client, receipts } = await customerOf(worker, NOW)
    const keys: JSONWebKeySet = (await client.get('/.well-known/jwks.json')).body
    const { body } = await client.get(`/api/v1/receipts/${receipts[0]?.id}`)
    const [header, payload = '', signature] = body.jws.split('.')
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('accepted', 'declined')).toString('base64url')
    await expect(verifyOffline([header, forged, signature].join('.'), keys)).rejects.toThrow()
  })

  test('can be downloaded as a file', async () => {
    const { client, receipts } = await customerOf(worker, NOW)
    const id = receipts[0]?.id
    const file = await client.get(`/api/v1/receipts/${id}.jws`)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${id}.jws"`)
    expect(file.body).toBe((await client.get(`/api/v1/receipts/${id}`)).body.jws)
  })

  test.each(['', '.jws'])('of another customer is not there%s', async (suffix) => {
    const [mine, theirs] = [await customerOf(worker, NOW), await customerOf(worker, NOW)]
    const answer = await mine.client.get(`/api/v1/receipts/${theirs.receipts[0]?.id}${suffix}`)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 404, code: 'not_found' })
    expect((await createClient(worker).get(`/api/v1/receipts/${theirs.receipts[0]?.id}${suffix}`)).status).toBe(401)
  })
})

describe('the public keys', () => {
  test('stand at their well-known address without any private part', async () => {
    const { body, headers } = await createClient(worker).get('/.well-known/jwks.json')
    expect(body.keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: 'test-1', alg: 'EdDSA', use: 'sig' }])
    expect(headers.get('cache-control')).toContain('public')
  })
})
