/** Part of plantedMistakes.test.ts: the app with a simulator as its gateway, and requests to it. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'
import { createSimulator } from '../../demo/simulator/gateway.js'
import type * as AppCase from '../../server/testing/app.case.js'

/** Starts the app with a simulator as its gateway. The app uses the contract as the test has mocked it. */
export async function startServer() {
  vi.resetModules()
  const { card, environment, NOW, SECRET_KEY, startApp }: typeof AppCase =
    await import('../../server/testing/app.case.js')
  const simulator = createSimulator({
    username: environment.INGO_USERNAME ?? '',
    secret: environment.INGO_SECRET ?? '',
    participantId: Number(environment.INGO_PARTICIPANT_ID),
    now: () => NOW,
  })
  const seen = { requests: 0 }
  simulator.on('request', () => (seen.requests += 1)).listen(0, '127.0.0.1')
  await once(simulator, 'listening')
  onTestFinished(() => {
    simulator.closeAllConnections()
    simulator.close()
  })
  const url = `http://127.0.0.1:${(simulator.address() as AddressInfo).port}`
  const { app, open } = startApp({ INGO_URL: url })
  const verify = (body: object) =>
    app.request('/v1/verifications', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
    })
  return { card, open, seen, verify }
}
export type Server = Awaited<ReturnType<typeof startServer>>

/** Ingo's response, as the merchant's backend sees it. Undefined: nothing was sent to the gateway. */
export type GatewayAnswer = { status: number; client_message: string } | undefined

/** Captures the documented sample with changed fields. */
export async function captureCard({ card, open }: Server, fields: object): Promise<GatewayAnswer> {
  const { capture, status } = await open()
  await capture({ ...card, ...fields })
  return (await status()).gateway as GatewayAnswer
}

/** Verifies a token. */
export async function verifyToken({ verify }: Server, body: object): Promise<GatewayAnswer> {
  const response = await verify({ account_type: 'card', ...body })
  return ((await response.json()) as { gateway?: GatewayAnswer }).gateway
}
