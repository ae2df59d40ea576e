/** The merchant's backend: it creates sessions with the secret key and reads their results. */
import { Hono } from 'hono'
import { CaptureServerError, createSession, retrieveSession, type SessionInput } from 'ingo-capture/backend'
import { randomUUID } from 'node:crypto'
import type { Config } from './config.js'
import { check, toOfferName, offers } from './offers.js'
import { createPage } from './page.js'
import { fetchScenarios } from './scenarios.js'
import { createStates } from './states.js'
import { createWebhooks } from './webhooks.js'

const AMOUNT = 1010.5
const MAX_ORDERS = 10_000

/** The recipient whose name and address the playground's sessions prefill. */
const recipient = {
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
} as const

/** `customer` is the shop's own id of the customer. A real shop gets it from the customer's login. */
type Order = { customer: string; amount: number }

/** The whole shop: `/` with its assets, and `/api/*`. */
export function createApp(config: Config): Hono {
  const capture = { url: config.captureUrl, secretKey: config.secretKey }
  // Orders by session id. A real shop has a database; this one drops its oldest orders.
  const orders = new Map<string, Order>()
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    if (c.req.path.startsWith('/api/')) c.header('Cache-Control', 'no-store')
  })

  app.post('/api/session', async (c) => {
    const order: Order = { customer: randomUUID(), amount: AMOUNT }
    const { session } = offers[toOfferName(c.req.query('offer'))]
    const { id, url } = await createSession(capture, {
      origin: config.origin,
      ...session,
      reveal: ['last_4', 'issuing_network', 'estimated_posting_time'],
      // Without a participant_unique_id1 the server makes one for each account; this id is for the shop's own records.
      participant_unique_id2: order.customer,
      amount: order.amount,
      ...parsePageOptions(await c.req.json<unknown>().catch(() => undefined)),
    })
    orders.set(id, order)
    for (const oldest of orders.keys()) if (orders.size > MAX_ORDERS) orders.delete(oldest)
    return c.json({ id, url }, 201)
  })

  // Trust this response: any script on the page can forge the page's `token` event. A real shop stores the token and
  // responds "done"; this one shows the token, so that you can compare.
  app.get('/api/session/:id', async (c) => {
    const id = c.req.param('id')
    const order = orders.get(id)
    if (!order) return c.json({ code: 'not_found', message: 'This shop has no such order.' }, 404)
    const session = await retrieveSession(capture, id)
    const { status, attempts, customer_account_token, participant_unique_id1, gateway } = session
    const result = { status, attempts, customer_account_token, participant_unique_id1 }
    return c.json({ ...order, ...result, gateway_status: gateway?.status })
  })

  app.route('/', createWebhooks(config.webhookSecret))
  app.get('/api/scenarios', async (c) => c.json(await fetchScenarios(config.simulatorUrl)))
  app.route('/', createStates(config.captureUrl))
  app.route('/', createPage(config, AMOUNT))

  app.onError((error, c) => {
    if (!(error instanceof CaptureServerError)) {
      process.stderr.write(`shop: ${error.stack ?? error.message}\n`)
      return c.json({ code: 'internal', message: 'Something went wrong in the shop.' }, 500)
    }
    process.stderr.write(
      `shop: ${config.captureUrl} answered ${error.status} ${error.code}: ${error.message}\n`,
    )
    return c.json({ code: error.code, message: error.message }, 502)
  })
  return app
}

/** The options that the playground may choose. The capture server validates them; a real shop's page chooses none. */
function parsePageOptions(body: unknown): Partial<SessionInput> {
  if (typeof body !== 'object' || body === null) return {}
  const { account_types, recipient_fields } = body as Partial<SessionInput>
  return {
    ...(account_types && { account_types }),
    ...(Array.isArray(account_types) && account_types.includes('check') && { check }),
    ...(recipient_fields && { recipient_fields, recipient }),
  }
}
