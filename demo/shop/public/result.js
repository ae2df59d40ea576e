/** What the page shows after the card form has spoken. Text only, never HTML: nothing here can become markup. */

const element = (id) => document.getElementById(id)

/** The card form tells the cardholder by itself what was refused: the page only notes the code. */
export function showRefused({ code }) {
  element('page-note').textContent = `This page was told: ${code}`
}

/** What was said of the form before is over. */
export function forget() {
  element('page-note').textContent = ''
  element('page-error').hidden = true
}

/** There is no form: the cardholder learns what to do. */
export function showUnavailable(error) {
  showAlert('We can’t show the card form right now. Please try again in a few minutes.', error)
}

/** There is a token, and the shop's backend could not read it. */
export function showUnread(error) {
  showAlert('Your card is saved, but we could not confirm it yet.', error)
}

/** Says it aloud too; the small print is for the merchant. */
function showAlert(text, { message, code }) {
  const alert = element('page-error')
  const detail = document.createElement('small')
  detail.textContent = code ? `${message} (${code})` : message
  alert.className = 'alert'
  alert.role = 'alert'
  alert.replaceChildren(text, detail)
  alert.hidden = false
}

/** Shows the `token` event: what the page may see is what the session reveals. */
export function showToken({ account_type, customer_account_token, estimated_posting_time, ...seen }) {
  forget()
  const where = account_type === 'check' ? 'mail you a check' : `send your payout to your ${cardOf(seen)}`
  element('result-text').textContent = `We will ${where}. ${estimated_posting_time ?? ''}`
  element('token').textContent = customer_account_token
  element('result').hidden = false
  element('result-title').focus()
}

/** Shows what the shop's backend read, and whether the page was told the same. */
export function showBackend({ customer_account_token, status, gateway_status }, event) {
  element('backend-token').textContent = customer_account_token ?? 'none'
  element('backend-status').textContent = status
  element('gateway-status').textContent = gateway_status ?? 'none'
  const equal = customer_account_token === event.customer_account_token
  const verdict = element('verdict')
  verdict.dataset.equal = equal
  verdict.textContent = equal
    ? 'Both are the same token.'
    : 'The page was told another token. Pay out to none but the server’s.'
}

function cardOf({ last_4, issuing_network }) {
  return [issuing_network ?? 'card', last_4 && `ending in ${last_4}`].filter(Boolean).join(' ')
}
