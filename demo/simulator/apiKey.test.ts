import { expect, it } from 'vitest'
import { sampleCard, send, signedHeaders, startSimulator } from './client.case.js'

const key = 'key-0f6b2c'

async function postCard(headers: Record<string, string>, apiKey?: { header: string; key: string }) {
  const port = await startSimulator(apiKey && { apiKey })
  const body = JSON.stringify(sampleCard())
  const { http, text } = await send(port, { headers: { ...signedHeaders(body), ...headers }, body })
  return { http, text, ...(JSON.parse(text) as { status: number; client_message: string }) }
}

it.each([
  ['without the header', {}],
  ['with an empty key', { 'X-API-Key': '' }],
  ['with another key', { 'X-API-Key': 'another-key' }],
  ['with the key in another header', { apikey: key }],
])('rejects a signed request %s', async (_name, headers) => {
  const { http, status, client_message, text } = await postCard(headers, { header: 'X-API-Key', key })
  expect({ http, status }).toEqual({ http: 401, status: 401 })
  expect(client_message).toBe('x-api-key: missing or not the API key')
  expect(text).not.toMatch(/key-0f6b2c|another-key/)
})

it('accepts the key in the configured header', async () => {
  expect(await postCard({ apikey: key }, { header: 'ApiKey', key })).toMatchObject({ http: 200, status: 100 })
})

it('verifies the signature as well', async () => {
  const headers = { apikey: key, authorization: 'hmac' }
  const { http, client_message } = await postCard(headers, { header: 'ApiKey', key })
  expect(http).toBe(401)
  expect(client_message).toContain('authorization')
})

it('ignores the header by default', async () => {
  expect(await postCard({ 'X-API-Key': 'any' })).toMatchObject({ http: 200, status: 100 })
})
