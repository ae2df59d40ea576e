/** The Idempotency-Key of `POST /v1/sessions`, in both stores. */
import { expect, it } from 'vitest'
import {
  card,
  json,
  ORIGIN,
  readResponse,
  SECRET_KEY,
  startApp,
  startGateway,
  success,
} from '../../testing/app.case.js'

async function startCreating() {
  const gateway = await startGateway(json((sent) => success(sent)))
  const app = startApp({ INGO_URL: gateway.url })
  const create = async (body: object, key?: string) => {
    const headers = { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' }
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...headers, ...(key !== undefined && { 'Idempotency-Key': key }) },
    }
    return readResponse(app.app.request('/v1/sessions', init))
  }
  return { ...app, create }
}

it('creates one session for one key and body, even after the session’s capture', async () => {
  const { create, submitSealed } = await startCreating()
  const order = { origin: ORIGIN, participant_unique_id1: 'order-1' }
  const [first, second] = await Promise.all([create(order, 'key-1'), create(order, 'key-1')])
  const { url: _first, ...one } = first
  const { url, ...other } = second
  expect(one).toEqual(other)
  expect(one).toMatchObject({ http: 201, participant_unique_id1: 'order-1' })
  expect((await submitSealed(new URL(String(url)).hash.slice(1), card)).status).toBe(200)
  // The id is used now, but the repeat still returns the same session.
  expect(await create(order, 'key-1')).toMatchObject({ http: 201, id: one.id })
  expect(await create(order)).toMatchObject({ http: 409, code: 'participant_id_used' })
})

it('rejects the key with another body, and takes another key', async () => {
  const { create } = await startCreating()
  const first = await create({ origin: ORIGIN }, 'key-1')
  expect(await create({ origin: ORIGIN, max_attempts: 2 }, 'key-1')).toMatchObject({
    http: 409,
    code: 'idempotency_conflict',
  })
  // A request with an explicit default is the same request.
  expect(await create({ max_attempts: 5, origin: ORIGIN }, 'key-1')).toMatchObject({ id: first.id })
  expect((await create({ origin: ORIGIN }, 'key-2')).id).not.toBe(first.id)
})

it.each(['', 'two words', 'x'.repeat(256)])('rejects the key %j', async (key) => {
  const { create } = await startCreating()
  expect(await create({ origin: ORIGIN }, key)).toMatchObject({
    ...{ http: 400, code: 'invalid_request', field: 'Idempotency-Key' },
    detail: 'Idempotency-Key: should be 1 to 255 printable characters',
  })
})
