/** For tests: an app whose merchant has a receiver. */
import { startApp, startGateway, type Behaviour } from '../testing/app.case.js'
import { startReceiver, WEBHOOK_SECRET } from '../testing/receiver.case.js'

/** `sentEvents` returns the type and the status of each request that the receiver got. */
export async function startWithReceiver(settings: Record<string, string>, ...behaviours: Behaviour[]) {
  const receiver = await startReceiver()
  const gateway = await startGateway(...behaviours)
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const app = startApp({ INGO_URL: gateway.url, ...hook, ...settings })
  const sentEvents = () => receiver.received.map(({ body }) => [body.type, body.data.status])
  return { ...app, receiver, gateway, sentEvents }
}
