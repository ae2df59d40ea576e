// A merchant's backend: it creates the session of an order, reads the result, and serves the page.
// node server.js <folder> <Trusted Types policies of the page's framework>
import express from 'express'
import { createSession, retrieveSession } from 'ingo-capture/backend'

const [folder = 'public', policies = "'none'"] = process.argv.slice(2)
const { CAPTURE_URL = 'http://127.0.0.1:4180', CAPTURE_SECRET_KEY = '', PORT = '3000' } = process.env
const { SHOP_ORIGIN = `http://localhost:${PORT}` } = process.env // the exact origin of the page
const server = { url: CAPTURE_URL, secretKey: CAPTURE_SECRET_KEY }

// One order, in memory. A shop has a database, and looks up the order of the customer who has signed in.
const order = { customer: 'customer-81', session: undefined, token: undefined }

/** The url of the order's session. Creates another session if the order has none that can still be shown. */
async function findOrCreateUrl() {
  const { status, needs_new_session } = order.session ? await retrieveSession(server, order.session.id) : {}
  const isUsable = status && !needs_new_session && status !== 'expired' && status !== 'exhausted'
  if (!isUsable) {
    order.session = await createSession(server, {
      origin: SHOP_ORIGIN,
      participant_unique_id2: order.customer,
    })
  }
  return order.session.url
}

const app = express()

app.use((_request, response, next) => {
  response.set({
    'Content-Security-Policy': [
      "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'",
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      `frame-src ${CAPTURE_URL}`, // the form
      `script-src 'self' ${CAPTURE_URL}`, // the SDK's script; 'self' is enough if you bundle the npm module
      `require-trusted-types-for 'script'; trusted-types ${policies}`,
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
  })
  next()
})

app.post('/api/session', async (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ url: await findOrCreateUrl() })
})

// The page's `token` event is a hint. The backend reads the token itself, and keeps it.
app.post('/api/confirm', async (_request, response) => {
  const { status, customer_account_token } = await retrieveSession(server, order.session.id)
  if (status === 'tokenized') order.token = customer_account_token
  response.json({ saved: order.token !== undefined })
})

app.use(express.static(folder))

app.listen(Number(PORT), 'localhost', (error) => {
  if (error) throw error // Express 5 passes it here, for example if another process uses the port
  console.log(`The page is at http://localhost:${PORT}`)
})
