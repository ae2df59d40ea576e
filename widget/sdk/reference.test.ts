/** docs/reference.md is made from the contract: this test is what makes it, with `-u`, and what holds it there. */
import { expect, it } from 'vitest'
import { errors, loadErrors, titles, type LoadErrorCode, type ErrorCode } from '../../contract/errors.js'
import { recipientFields } from '../../contract/fields.js'
import { revealable, sessionRequest, type SessionInput } from '../../contract/sessionRequest.js'
import { accountTypes, brands } from '../../contract/session.js'
import { eventNames, handlerNames, type CaptureEvents } from './events.js'

const events: Record<keyof CaptureEvents, [payload: string, when: string]> = {
  ready: ['`{}`', 'the session is open and the form can be typed into'],
  change: [
    '`{ account_type, empty, complete, valid, brand?, fields }`; each field `{ empty, complete, valid, focused, error? }`',
    'anything about the fields has changed; never a value',
  ],
  focus: ['`{ field }`', 'a field has got the cursor'],
  blur: ['`{ field }`', 'a field has lost it'],
  escape: ['`{}`', 'Escape was pressed inside: for dialogs'],
  submit: ['`{}`', 'the cardholder asked for it, by button or Enter'],
  token: [
    '`{ customer_account_token, account_type, … }` and what the session reveals',
    'exactly once. **A hint**: act on what your backend reads',
  ],
  error: ['`CaptureError`', 'a submit ended without a token, or a setting was refused'],
  loaderror: ['`CaptureError`', 'there is no form, or it is covered; the code says which'],
  expired: ['`{}`', 'the session’s time is over, with the form on the page'],
  resize: ['`{ height }`', 'the form has another height; its iframe has it already'],
}

const stages: Record<LoadErrorCode, string> = {
  script_blocked:
    'The frame’s document came and its script did not run: an extension, a proxy. Chromium only.',
  frame_blocked:
    'The frame’s document was not shown. The message says whether your CSP refused it (at once), or the server was not reachable or does not have this page among its origins.',
  origin_not_allowed: 'The session was made for another of your origins.',
  handshake_timeout:
    'The session did not open within 30 s. A form that comes later is welcome: `ready` follows.',
  session_expired: 'Make another session, and a capture of its url.',
  occluded:
    'The form is there and goes on, but for 10 s it was in view and covered, and nobody has used it yet: something of your page lies over it, or makes it see-through, filtered or transformed. Once for each mount; Chromium only.',
}

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')
const recipientNames = recipientFields
  .filter((name) => name !== 'recipient_business_name')
  .map((name, index) => `\`${index === 0 ? name : name.replace('recipient', '')}\``)
  .join(', ')
const sessionKeys: Record<keyof SessionInput, string> = {
  origin:
    'The exact origin of the page that will hold the form; one of `CAPTURE_ORIGINS`. `http:` for loopback hosts only.',
  account_types: `A list of ${quoted(accountTypes)}, each once. More than one shows a choice, the first chosen. \`open-banking\` is a [preview](open-banking.md).`,
  participant_unique_id1:
    'Your id for the token, 1–255 characters and no personal data. One for each account.',
  participant_unique_id2: 'A second id of yours, at most 255 characters.',
  store_id: 'Your counter, at most 255 characters; required where `INGO_RETAIL` is `true`.',
  terminal_id: 'The same.',
  clerk_id: 'The same.',
  amount: 'Dollars and cents as a number, 0.01 or more; for a card alone. Ingo checks it against its limits.',
  recipient: `What you know of whom the card belongs to, in part or whole: ${recipientNames}, by Ingo’s rules. For a check it fills the beneficiary. \`recipient_business_name\` (at most 150) is asked for only where you give one: a cardholder has no field for it otherwise.`,
  check:
    'Required with `check`: `beneficiary_account`, and what you know. See [check by mail](check-by-mail.md).',
  open_banking: 'Required with `open-banking`. See [open banking](open-banking.md).',
  recipient_fields:
    'What the cardholder may do with values that you gave, those of `check` included: `editable` shows and lets change, `readonly` shows, `hidden` keeps them from the browser, and then all that is required must be given.',
  accepted_brands: `A list of ${quoted(brands)}; another brand is refused in the form, as soon as it is certain. Without it every brand is taken.`,
  reveal: `What your page’s \`token\` event has beside the token: any of ${quoted(revealable)}. A check has no \`expiration_date\` and no \`issuing_network\`; open banking has none of them.`,
  locale: 'The form’s language, BCP 47 (`es-MX`). Without it the browser’s.',
  max_attempts: '1–20: how many attempts may fail before the session is `exhausted`.',
  expires_in: '60–86400: seconds until the form closes.',
}
const sessionDefaults = sessionRequest.parse({ origin: 'https://a.example', participant_unique_id1: '1' })

function defaultOf(key: keyof SessionInput): string {
  if (key === 'origin' || key === 'participant_unique_id1') return 'required'
  const value: unknown = sessionDefaults[key]
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

it('the reference is what the contract says', async () => {
  const reference = [
    '<!-- Made from the contract: npx vitest run widget/sdk/reference -u -->',
    '# Sessions, events and errors',
    '## A session',
    'The body of `POST /v1/sessions` and of `createSession`. Every other key is refused by name, and so are values that break Ingo’s rules. `null` is taken as absent for the ids that Ingo documents so. All of it together may have about 4,000 bytes of JSON in UTF-8, where a letter beyond ASCII has two or more: a session travels sealed in a header.',
    table(
      ['key', 'default', 'what'],
      (Object.keys(sessionRequest.def.shape) as (keyof SessionInput)[]).map((key) => [
        `\`${key}\``,
        defaultOf(key),
        sessionKeys[key],
      ]),
    ),
    '## Events',
    'Names are the same everywhere: `capture.on(name, …)`, the React prop, and the element’s `CustomEvent`, whose `detail` is the payload and which does not bubble.',
    table(
      ['event', 'React', 'payload', 'when'],
      eventNames.map((name) => [`\`${name}\``, `\`${handlerNames[name]}\``, ...events[name]]),
    ),
    '## Errors',
    'A `CaptureError` has `code`, `message` (for you, in English; the form tells the cardholder by itself), `retryable`, and where they apply `field` and `attempts_left`. The capture server answers with the same codes as `application/problem+json`, and `CaptureServerError` of `ingo-capture/server` carries them. “Whose” says who can mend it.',
    table(
      ['code', 'HTTP', 'retryable', 'whose', 'what'],
      Object.entries(errors).map(([code, { status, retryable, fault }]) => [
        `\`${code}\``,
        String(status),
        retryable ? 'yes' : 'no',
        fault,
        titles[code as ErrorCode],
      ]),
    ),
    '## When the form does not come',
    'In a `loaderror`; the host element then holds a sentence for the cardholder. Every other code of the table above can be one too, when the session is refused. When nobody listens for it, or for the `error` of a setting that was refused, it is reported as an uncaught error. `occluded` alone does neither: [what it is for](security.md#a-form-that-is-covered).',
    table(
      ['code', 'what'],
      loadErrors.map((code) => [`\`${code}\``, stages[code]]),
    ),
    'A script tag that did not load cannot tell anything: look for `window.IngoCapture`, as `demo/shop/public/checkout.js` does.',
    '## States',
    'The host element carries `data-capture-state`: `loading`, `ready`, `submitting`, `tokenized` or `failed`; nothing once it is unmounted.',
  ].join('\n\n')
  await expect(`${reference}\n`).toMatchFileSnapshot('../../docs/reference.md')
})
