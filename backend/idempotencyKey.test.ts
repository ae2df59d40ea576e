import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createSession } from './client.js'

const session = {
  id: 'ses_1',
  url: 'https://capture.example/frame/a#s',
  expires_at: '',
  participant_unique_id1: '1',
}

it('sends the idempotencyKey as a header, and names an invalid one as an option', async () => {
  const keys: unknown[] = []
  const server = createServer(({ headers }, response) => {
    keys.push(headers['idempotency-key'])
    response.writeHead(201).end(JSON.stringify(session))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const to = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secretKey: 'sk_test' }
  const body = { origin: 'https://shop.example' }
  expect(await createSession(to, body, { idempotencyKey: 'order-1' })).toEqual(session)
  await createSession(to, body)
  expect(keys).toEqual(['order-1', undefined])
  await expect(createSession(to, body, { idempotencyKey: 'two words' })).rejects.toMatchObject({
    ...{ code: 'invalid_request', field: 'idempotencyKey' },
  })
  const misspelled = { idempotency_key: 'order-1' } as object
  await expect(createSession(to, body, misspelled)).rejects.toMatchObject({
    field: 'idempotency_key',
    message: expect.stringContaining('is idempotencyKey meant?') as string,
  })
  expect(keys).toHaveLength(2)
})
