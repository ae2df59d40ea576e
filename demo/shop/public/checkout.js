/**
 * The whole integration on a merchant's page. `IngoCapture` comes from the script tag above this one.
 * The card form is an iframe of the capture server, so no card data passes through this page.
 */
import {
  clearMessages,
  showBackend,
  showErrorCode,
  showToken,
  showUnavailable,
  showUnread,
} from './result.js'
import { watchWebhooks } from './webhooks.js'

start().catch(showUnavailable)

async function start() {
  if (typeof IngoCapture === 'undefined') throw new Error('The card form’s script could not be loaded.')
  const { id, url } = await request(`/api/session?offer=${document.body.dataset.offer}`, { method: 'POST' })

  const capture = IngoCapture.create({ url })
  capture.on('token', (payload) => {
    showToken(payload)
    // A hint, not a proof: the backend reads the token itself, server to server, and pays out to that one.
    request(`/api/session/${id}`).then((session) => showBackend(session, payload), showUnread)
  })
  capture.on('ready', clearMessages)
  capture.on('submit', () => {
    clearMessages()
    // Not needed for the payout: it shows the webhooks that the backend receives.
    void watchWebhooks(id)
  })
  capture.on('error', showErrorCode)
  capture.on('loaderror', showUnavailable)
  capture.mount('#capture')
}

async function request(path, init) {
  const response = await fetch(path, init)
  const body = await response.json()
  if (!response.ok) throw Object.assign(new Error(body.message), { code: body.code })
  return body
}
