import type { Meanings } from './meaning.js'

const newForm = 'Please open the page again. The form starts afresh.'
const later = 'Please try again in a few minutes. Nothing was processed.'
const ourSide =
  'Something on our side prevented this. We are fixing it, and will tell you when you can try again.'

/** The columns “cause” and “fix” of docs/errors.md, and what to tell the customer. */
export const english: Meanings = {
  card_number_invalid: {
    cause: 'Ingo rejects the number.',
    fix: 'The cardholder corrects it.',
    tell: 'Please compare the card number with your card, and try again.',
  },
  card_expired: {
    cause: 'Ingo reports an expired card.',
    fix: 'The cardholder uses another card.',
    tell: 'Please use a card that has not expired.',
  },
  cvv_invalid: {
    cause: 'The security code does not match.',
    fix: 'The cardholder types it again.',
    tell: 'Please type the security code again. It is on the back of most cards, and on the front of American Express.',
  },
  address_mismatch: {
    cause: 'The address or the ZIP code is not the one that the bank has. `field` says which.',
    fix: 'The cardholder corrects it.',
    tell: 'Please enter the address that your bank has for this card. It may be an earlier one.',
  },
  field_rejected: {
    cause: 'Ingo rejects something that was typed and does not say what.',
    fix: 'The cardholder checks the form. If it happens to many, [map the status](outcomes.md#map-a-status-yourself).',
    tell: 'Please check each field, and try again or use another card.',
  },
  card_not_supported: {
    cause: 'Ingo does not support this card.',
    fix: 'The cardholder uses another card.',
    tell: 'This card can’t be used here. Please use another one.',
  },
  card_declined: {
    cause: 'The bank declined the card.',
    fix: 'The cardholder uses another card or asks the bank.',
    tell: 'Your bank declined the card, and we don’t learn why. Please ask your bank, or use another card.',
  },
  limit_exceeded: {
    cause: "The session's `amount` is above the limits of the card.",
    fix: 'Another card, or a smaller `amount` in a new session.',
    tell: 'The amount is above a limit of this card. Please use another card.',
  },
  card_not_payable: {
    cause: "The card is valid but lacks what the session's `require` names. `reason` says what.",
    fix: 'Another card. [Offer a check too](payment-methods/card.md#a-card-that-you-cant-pay).',
    tell: 'Your card is fine, but this payment can’t go to it. Please use another card.',
  },
  session_refused: {
    cause: 'Ingo has reviewed the account of this session, and the review has failed.',
    fix: 'Offer another way to be paid. Create a new session if the customer may try another account.',
    tell: 'Your account did not pass a check, and we don’t learn why. Please use another way to be paid.',
  },
  attempts_exhausted: {
    cause: 'The session has had `max_attempts` failed attempts.',
    fix: 'Create a new session if this customer may go on.',
    tell: 'There were too many tries. We can open the form again for you.',
  },
  too_many_keys: {
    cause: 'Failed attempts, and submits whose outcome stayed unknown, have together reached `max_attempts`.',
    fix: 'Create a new session if this customer may go on.',
    tell: 'There were too many tries. We can open the form again for you.',
  },
  invalid_request: {
    cause: 'A key is unknown, missing or breaks a rule. `field` names it.',
    fix: 'Correct that key. The rules are in the [reference](reference.md#a-session).',
    tell: ourSide,
  },
  unauthorized: {
    cause:
      "Your backend: the secret key is wrong. The page: the session's `url` is cut off or was sealed with a key that is gone.",
    fix: 'Compare `CAPTURE_SECRET_KEY` on both sides. Give the page the whole `url`, with the part after `#`. After [replacing keys](upgrades.md#replacing-keys) create a new session.',
    tell: newForm,
  },
  origin_not_allowed: {
    cause: 'The origin is not in `CAPTURE_ORIGINS`, or the page has another origin than the session.',
    fix: '[Troubleshooting](troubleshooting.md#origin-not-allowed)',
    tell: ourSide,
  },
  not_found: {
    cause:
      'There is no such path, or no such session of this merchant. A session is deleted a week after its end.',
    fix: 'Check the URL and the `id`.',
    tell: newForm,
  },
  session_used: {
    cause: 'The session already has a token of another account.',
    fix: 'One session for each account: create a new one.',
    tell: 'An account has already been saved here. To save another one, please open the page again.',
  },
  idempotency_conflict: {
    cause: 'The same `Idempotency-Key` came with other content.',
    fix: "Create a new session. The frame itself can't cause it.",
    tell: newForm,
  },
  participant_id_used: {
    cause: 'Your `participant_unique_id1` has tokenized an account before.',
    fix: 'Leave the key out, or use a new id ([why](payment-methods/card.md)).',
    tell: ourSide,
  },
  account_mismatch: {
    cause: 'Ingo answered about another account than the one submitted. The token is discarded.',
    fix: 'Leave `participant_unique_id1` out. If it happens without one, ask Ingo.',
    tell: ourSide,
  },
  session_expired: {
    cause: "The session's time is over.",
    fix: '[Renew the session](integrate/backend.md#renew-an-expired-session).',
    tell: newForm,
  },
  session_canceled: {
    cause: 'Your backend has canceled the session.',
    fix: 'Create a new session if the customer is still to be paid.',
    tell: 'This request was canceled. If you are still to be paid, we can open the form again for you.',
  },
  gateway_misconfigured: {
    cause: 'Ingo rejects your credentials, an id or the path of `INGO_URL`.',
    fix: 'Run `npx ingo-capture-server doctor`: it says which, and how to fix it.',
    tell: ourSide,
  },
  not_available: {
    cause: 'The preview of open banking is off. For the list of webhooks: none are configured.',
    fix: 'Set `INGO_OPEN_BANKING=on`, or leave `open-banking` out. For webhooks set `CAPTURE_WEBHOOK_URL` and its secret.',
    tell: 'This way to be paid isn’t available here. Please choose another one.',
  },
  under_review: {
    cause: 'Ingo neither accepts nor refuses the account.',
    fix: 'Wait for [Ingo’s event](webhooks.md#from-ingo), or read `gateway` with `retrieveSession` and ask Ingo. Tell your customer the result.',
    tell: 'This needs a check that takes longer. We will tell you the result; there is nothing you have to do.',
  },
  outcome_unknown: {
    cause: 'The connection broke after Ingo may have processed the request.',
    fix: "The cardholder presses the button again: the same content can't make a second token. Don't create another session meanwhile.",
    tell: 'Please press the button again on the same page. You won’t be processed twice.',
  },
  in_progress: {
    cause: 'The session is being verified, in another tab or by an earlier submit.',
    fix: 'Wait. The form asks again by itself.',
    tell: 'Your account is still being verified. Please wait a minute, and close other tabs of this page.',
  },
  rate_limited: {
    cause: 'An address, the merchant or the queue to Ingo has reached its limit.',
    fix: 'Wait for `Retry-After`. [`IngoCaptureCardTesting` or `IngoCaptureQueueFull`](monitor.md#when-an-alert-fires)',
    tell: 'Please try again later: the form says when. Nothing was processed.',
  },
  gateway_unavailable: {
    cause: "Ingo or the store can't be reached. Nothing was processed.",
    fix: 'Try again. [`IngoCaptureGatewayFailing` or `IngoCaptureStoreErrors`](monitor.md#when-an-alert-fires)',
    tell: later,
  },
  internal: {
    cause: 'An unexpected error.',
    fix: 'Try again. Report the log line `failure` with its `request_id` ([how](../SECURITY.md)).',
    tell: ourSide,
  },
  tokenized: {
    cause: 'Ingo verified the account, and the page got the token.',
    fix: 'Nothing.',
    tell: 'Your account was saved.',
  },
  verified: {
    cause: 'Your backend verified a saved account by its token, and Ingo accepted it.',
    fix: 'Nothing.',
    tell: 'Your saved account is valid.',
  },
  answered: {
    cause: 'The server answered this request without an error.',
    fix: 'Nothing. If the customer saw an error, ask for the reference that stands beside it.',
    tell: 'Please send us the reference that stands beside the message.',
  },
  unfinished: {
    cause:
      'The log has lines of this request, and not its end: the process may have ended, or the log is cut.',
    fix: 'Look for the end in the logs of the other processes and of the next minutes.',
    tell: 'Please press the button again on the same page. You won’t be processed twice.',
  },
}
