/** Calls the MSW handlers with the published client for the merchant's backend. */
import { setupServer } from 'msw/node'
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest'
import { errors, type ErrorCode } from '../../contract/errors.js'
import {
  cancelSession,
  createSession,
  createVerification,
  listSessions,
  retrieveSession,
} from 'ingo-capture/backend'
import { fakeCaptureServer } from './msw.js'

const at = { url: 'https://capture.example', secretKey: 'sk_test' }
const order = { origin: 'https://shop.example' }
const token = { account_type: 'card', customer_account_token: 'token-1' } as const
const capture = fakeCaptureServer('https://capture.example/')
const server = setupServer(...capture.handlers)

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' })
})
afterEach(() => {
  capture.reset()
})
afterAll(() => {
  server.close()
})

describe('a session', () => {
  it('is open, and tokenized once the test says so', async () => {
    const { id, url, participant_unique_id1 } = await createSession(at, order)
    expect(url).toMatch(/^https:\/\/capture\.example\/frame\/demo\?form=card#./)
    expect(await retrieveSession(at, id)).toMatchObject({
      status: 'open',
      attempts: 0,
      participant_unique_id1,
    })
    capture.tokenize(id, { customer_account_token: 'token-7' })
    const session = await retrieveSession(at, id)
    expect(session).toMatchObject({
      status: 'tokenized',
      customer_account_token: 'token-7',
      gateway: { status: 100 },
    })
  })

  it('can be exhausted or expired', async () => {
    const { id } = await createSession(at, { ...order, participant_unique_id1: 'order-1' })
    capture.exhaust(id)
    expect(await retrieveSession(at, id)).toMatchObject({ status: 'exhausted', needs_new_session: true })
    capture.expire(id)
    expect(await retrieveSession(at, id)).toMatchObject({
      status: 'expired',
      participant_unique_id1: 'order-1',
    })
  })

  it('is found with its metadata, and canceled unless it has a token', async () => {
    const participant_unique_id2 = 'customer-81'
    const body = { ...order, participant_unique_id2, metadata: { order: 'order-17' } }
    const [first, second] = [await createSession(at, body), await createSession(at, body)]
    expect(first.metadata).toEqual(body.metadata)
    const { sessions, has_more } = await listSessions(at, { participant_unique_id2, limit: 1 })
    expect([sessions.map(({ id }) => id), has_more]).toEqual([[second.id], true])
    expect(await listSessions(at, { participant_unique_id2, before: second.id })).toMatchObject({
      sessions: [{ id: first.id, metadata: body.metadata }],
      has_more: false,
    })
    expect(await cancelSession(at, first.id)).toMatchObject({ status: 'canceled', needs_new_session: true })
    capture.tokenize(second.id)
    await expect(cancelSession(at, second.id)).rejects.toMatchObject({ code: 'session_used', status: 409 })
    await expect(cancelSession(at, 'another')).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    [{ ...order, account: '4111' }, 'account'],
    [{ origin: 'shop.example' }, 'origin'],
    [{ ...order, recipient: { recipient_zip: 'x' } }, 'recipient.recipient_zip'],
  ])('%j is rejected by the contract’s rules', async (body, field) => {
    await expect(createSession(at, body)).rejects.toMatchObject({
      code: 'invalid_request',
      status: 400,
      field,
    })
  })

  it('is not available for open banking by default, as on a server without INGO_OPEN_BANKING_URL', async () => {
    const body = { ...order, account_types: ['open-banking'] } as never
    const error = { code: 'not_available', status: 501 }
    await expect(createSession(at, body)).rejects.toMatchObject(error)
    const enabled = fakeCaptureServer('https://enabled.example', { openBanking: true })
    server.use(...enabled.handlers)
    // Now the contract's rules apply, which require the key `open_banking`.
    const at2 = { ...at, url: 'https://enabled.example' }
    await expect(createSession(at2, body)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('is rejected if an account was already tokenized under its id', async () => {
    const own = { ...order, participant_unique_id1: 'order-1' }
    const { id } = await createSession(at, own)
    await createSession(at, own)
    capture.tokenize(id)
    const error = { code: 'participant_id_used', field: 'participant_unique_id1' }
    await expect(createSession(at, own)).rejects.toMatchObject(error)
  })

  it('is created once for an idempotency key, and rejected for another request with the same key', async () => {
    const body = { ...order, participant_unique_id1: 'order-1', metadata: { a: '1', b: '2' } }
    const create = (given: typeof body) => createSession(at, given, { idempotencyKey: 'key-1' })
    const first = await create(body)
    expect(await create({ ...body, metadata: { b: '2', a: '1' } })).toEqual(first)
    await expect(create({ ...body, participant_unique_id1: 'order-2' })).rejects.toMatchObject({
      code: 'idempotency_conflict',
      status: 409,
    })
    capture.tokenize(first.id)
    expect(await create(body)).toEqual(first)
    expect(await createSession(at, order, { idempotencyKey: 'key-2' })).not.toMatchObject({ id: first.id })
    capture.reset()
    expect(await create(body)).not.toMatchObject({ id: first.id })
  })

  it('can’t be tokenized once it has ended', async () => {
    const ends: ((id: string) => unknown)[] = [capture.exhaust, capture.expire, (id) => cancelSession(at, id)]
    for (const end of ends) {
      const { id } = await createSession(at, order)
      await end(id)
      const { status } = await retrieveSession(at, id)
      expect(() => {
        capture.tokenize(id)
      }).toThrow(`the session is ${status}. Create another one`)
    }
  })

  it('needs a key in the scheme Bearer', async () => {
    const ask = (Authorization: string) => fetch(`${at.url}/v1/sessions/x`, { headers: { Authorization } })
    for (const wrong of ['sk_test', 'Basic sk_test', 'Bearer ']) expect((await ask(wrong)).status).toBe(401)
    expect((await ask('Bearer sk_test')).status).toBe(404)
  })

  it('is not found if it does not exist', async () => {
    await expect(retrieveSession(at, 'another')).rejects.toMatchObject({ code: 'not_found' })
    expect(() => {
      capture.tokenize('another')
    }).toThrow('Pass the id that createSession returned')
  })
})

describe('a verification', () => {
  it('is verified, and rejected by the contract’s rules', async () => {
    expect(await createVerification(at, token)).toMatchObject({
      status: 100,
      data: { customer_account_token: 'token-1' },
    })
    const both = { ...token, recipient_zip: '00000' } as never
    await expect(createVerification(at, both)).rejects.toMatchObject({ field: 'recipient_zip' })
  })
})

it.each(Object.keys(errors) as ErrorCode[])('refuse(%s) applies only to the next request', async (code) => {
  capture.refuse(code, { gateway: { status: 852, client_message: 'Declined' } })
  const { status, retryable } = errors[code]
  const gateway = { status: 852 }
  await expect(createVerification(at, token)).rejects.toMatchObject({ code, status, retryable, gateway })
  expect(await createVerification(at, token)).toMatchObject({ status: 100 })
})

it.each(['capture.example', '', '/capture', undefined as never])('rejects the url %j by its rule', (url) => {
  expect(() => fakeCaptureServer(url)).toThrow('url: should be the capture server’s base URL')
})

it('refuse throws for a code that does not exist', () => {
  expect(() => {
    // @ts-expect-error no such code
    capture.refuse('card_denied')
  }).toThrow(`the code does not exist. Use one of ${Object.keys(errors).join(', ')}`)
})
