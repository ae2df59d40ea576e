/** For tests: a merchant's receiver of webhooks, checked by the library of the Standard Webhooks specification. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'
import type { WebhookBody } from '../../contract/webhook.js'

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of the tests, 32 bytes!').toString('base64')}`
export const OTHER_SECRET = `whsec_${Buffer.from('another one, also of 32 bytes...').toString('base64')}`

export type Delivered = { id: string; headers: IncomingHttpHeaders; text: string; body: WebhookBody }
/** Responds to a request. */
type Answer = (response: ServerResponse, delivered: Delivered) => void

/** Starts a receiver on this machine. `received` has every request, even those that it refuses. */
export async function startReceiver(answer: Answer = (response) => response.writeHead(204).end()) {
  const received: Delivered[] = []
  const current = { answer }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const { headers } = request
      const id = String(headers['webhook-id'])
      const delivered = { id, headers, text, body: JSON.parse(text) as WebhookBody }
      received.push(delivered)
      current.answer(response, delivered)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, received, current }
}

/** Throws if the signature or the time is wrong. */
export function verifyByLibrary({ headers, text }: Delivered, secret = WEBHOOK_SECRET): unknown {
  return new Webhook(secret).verify(text, headers as Record<string, string>)
}
