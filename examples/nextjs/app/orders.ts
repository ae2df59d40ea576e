import 'server-only'
import { createSession, retrieveSession } from 'ingo-capture/backend'

const server = {
  url: process.env.CAPTURE_URL ?? 'http://127.0.0.1:4180',
  secretKey: process.env.CAPTURE_SECRET_KEY ?? '',
}
/** The exact origin of the page. */
const origin = process.env.SHOP_ORIGIN ?? 'http://localhost:3000'

type Order = { customer: string; session?: { id: string; url: string }; token?: string }

// One order, in memory. A shop has a database, and looks up the order of the customer who has signed in.
const order: Order = { customer: 'customer-81' }

/** The url of the order's session. Creates another session if the order has none that can still be shown. */
export async function findOrCreateUrl(): Promise<string> {
  if (order.session) {
    const { status, needs_new_session } = await retrieveSession(server, order.session.id)
    if (!needs_new_session && status !== 'expired' && status !== 'exhausted') return order.session.url
  }
  order.session = await createSession(server, { origin, participant_unique_id2: order.customer })
  return order.session.url
}

/** Reads the token and keeps it. True if there is one. */
export async function keepToken(): Promise<boolean> {
  if (!order.session) return false
  const { status, customer_account_token } = await retrieveSession(server, order.session.id)
  if (status === 'tokenized') order.token = customer_account_token
  return order.token !== undefined
}
