/** The built command `explain` with a server that is no capture server. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { SECRET_KEY } from '../../testing/app.case.js'
import { run } from './runExplain.case.js'

const declined = {
  ...{ request_id: '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d', route: '/v1/captures', status: 422 },
  ...{ code: 'card_declined', merchant: 'shop', session: 's_1', outcome: 'card_declined' },
}

it('does not report the session as gone for a 404 of another server', async () => {
  const proxy = createServer((_request, response) => response.writeHead(404).end('no such page')).listen(0)
  onTestFinished(() => void proxy.close())
  await once(proxy, 'listening')
  const env = { CAPTURE_SECRET_KEY: SECRET_KEY, PORT: String((proxy.address() as AddressInfo).port) }
  const { code, out, err } = await run(JSON.stringify(declined), ['1a2b3c4d'], env)
  expect([code, err]).toEqual([1, expect.stringMatching(/answered 404\. What became .+ is not known/)])
  expect(out).toMatch(/^The session now +Not known/m)
})
