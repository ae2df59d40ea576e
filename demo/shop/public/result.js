/** Shows the form's events on the page. It sets text, never HTML, so no value can become markup. */

const element = (id) => document.getElementById(id)

/** Shows only the code on the page: the form itself shows the error to the cardholder. */
export function showErrorCode({ code }) {
  element('page-note').textContent = `This page received: ${code}`
}

/** Clears earlier messages about the form. */
export function clearMessages() {
  element('page-note').textContent = ''
  element('page-error').hidden = true
}

/** Shown when the form can't load. */
export function showUnavailable(error) {
  showAlert('We can’t show the card form right now. Please try again in a few minutes.', error)
}

/** Shown when the form has a token and the shop's backend can't read it. */
export function showUnread(error) {
  showAlert('Your card is saved, but we could not confirm it yet.', error)
}

/** Shows an alert, which screen readers announce; the detail is for the merchant. */
function showAlert(text, { message, code }) {
  const alert = element('page-error')
  const detail = document.createElement('small')
  detail.textContent = code ? `${message} (${code})` : message
  alert.className = 'alert'
  alert.role = 'alert'
  alert.replaceChildren(text, detail)
  alert.hidden = false
}

/** Shows the `token` event. It holds only the fields that the session reveals. */
export function showToken({ account_type, customer_account_token, estimated_posting_time, ...revealed }) {
  clearMessages()
  const where =
    account_type === 'check' ? 'mail you a check' : `send your payout to your ${cardName(revealed)}`
  element('result-text').textContent = `We will ${where}. ${estimated_posting_time ?? ''}`
  element('token').textContent = customer_account_token
  element('result').hidden = false
  // Without scrolling: the form's own result stays in view.
  element('result-title').focus({ preventScroll: true })
}

/** Shows the token that the shop's backend read, and whether the page's event has the same one. */
export function showBackend({ customer_account_token, status, gateway_status }, event) {
  element('backend-token').textContent = customer_account_token ?? 'none'
  element('backend-status').textContent = status
  element('gateway-status').textContent = gateway_status ?? 'none'
  const equal = customer_account_token === event.customer_account_token
  const verdict = element('verdict')
  verdict.dataset.equal = equal
  verdict.textContent = equal
    ? 'Both are the same token.'
    : 'The page received another token. Pay out to the server’s token only.'
}

function cardName({ last_4, issuing_network }) {
  return [issuing_network ?? 'card', last_4 && `ending in ${last_4}`].filter(Boolean).join(' ')
}
