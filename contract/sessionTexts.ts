/** What each key of a session is: for the reference, and for the comments of the published type. Markdown. */
import { recipientFields } from './fields.js'
import { notPayableReasons } from './payable.js'
import { accountTypes, brands } from './session.js'
import { revealable, type SessionInput } from './sessionRequest.js'

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')
const recipientNames = recipientFields
  .filter((name) => name !== 'recipient_business_name')
  .map((name, index) => `\`${index === 0 ? name : name.replace('recipient', '')}\``)
  .join(', ')

export const sessionTexts: Record<keyof SessionInput, string> = {
  origin:
    'The exact origin of the page that will contain the form; one of `CAPTURE_ORIGINS`. `http:` for loopback hosts only.',
  account_types: `A list of ${quoted(accountTypes)}, each once. More than one shows a choice, the first chosen. \`open-banking\` is a [preview](payment-methods/open-banking.md).`,
  participant_unique_id1:
    'Leave it out: the server makes a new id for each account. Your own, 1–255 characters and no personal data, serves one account only. See [cards and ids](payment-methods/card.md).',
  participant_unique_id2: 'Your customer’s id, at most 255 characters and no personal data.',
  store_id: 'Your counter, at most 255 characters; required where `INGO_RETAIL` is `true`.',
  terminal_id: 'The same.',
  clerk_id: 'The same.',
  amount: 'Dollars and cents as a number, 0.01 or more; for a card alone. Ingo checks it against its limits.',
  require: `What a verified card must also be: \`push\` and \`pull\` (\`true\`), \`card_types\` (a list of \`Debit\`, \`Prepaid\`, \`Credit\`), \`amount_within_limits\` (\`true\`, with an \`amount\`). A card that misses it is \`card_not_payable\`, with a \`reason\`: ${quoted(notPayableReasons)}.`,
  estimated_posting_times:
    'What the choice between account types says about each, by account type: Ingo’s `estimated_posting_time`, such as `{ "card": "Payment will post within 5 minutes." }`, which the form translates, or at most 80 characters of your own, which it shows as they are. Give only what Ingo or your contract says. Without it the form names no time.',
  ask_business_name: 'The form has a field for `recipient_business_name`, which is optional.',
  recipient: `What you know of the card’s owner, in part or in full: ${recipientNames}, by Ingo’s rules. For a check it fills the beneficiary. \`recipient_business_name\` (at most 150) has a field only when you give one, or with \`ask_business_name\`.`,
  check:
    'Required with `check`: `beneficiary_account`, and the other values that you know. See [check by mail](payment-methods/check.md).',
  open_banking: 'Required with `open-banking`. See [open banking](payment-methods/open-banking.md).',
  recipient_fields:
    'What the cardholder can do with values that you gave, including those of `check`: `editable` shows them and allows changes, `readonly` shows them, `hidden` never sends them to the browser. With `hidden` you must give all required values.',
  accepted_brands: `A list of ${quoted(brands)}; the form rejects any other brand as soon as it is recognized. Default: every brand.`,
  reveal: `What your page’s \`token\` event has beside the token: any of ${quoted(revealable)}. A check has \`last_4\` and the posting estimate; open banking has none of them. The form always shows a card’s brand and last four and a check’s estimate; the issuer and a card’s estimate only if they are revealed.`,
  locale: 'The form’s language, BCP 47 (`es-MX`). Default: the browser’s.',
  merchant_name:
    'What the form calls you, as in “Please contact Acme Rewards”: one line of at most 60 characters. Default: “the company that sent you here”.',
  metadata:
    'Up to 10 values of your own, such as an order: keys of 1–40 letters, digits, `_` and `-`, texts of at most 200 characters. You get them back with the session and in its webhooks; the form and the log never do. Anything that looks like a card number is rejected ([rule](api.md#card-numbers-in-texts)).',
  max_attempts: '1–20: the number of failed attempts after which the session is `exhausted`.',
  expires_in: '60–86400: seconds until the session expires.',
}
