/** docs/reference.md is made from the contract: this test is what makes it, with `-u`, and what holds it there. */
import { expect, it } from 'vitest'
import { errors, loadErrors, type LoadErrorCode, type ErrorCode } from '../../contract/errors.js'
import { titles } from '../../contract/titles.js'
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
  loaderror: ['`CaptureError`', 'there is no form; the code says at which stage'],
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
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

it('the reference is what the contract says', async () => {
  const reference = [
    '<!-- Made from the contract: npx vitest run widget/sdk/reference -u -->',
    '# Events and errors',
    'Names are the same everywhere: `capture.on(name, …)`, the React prop, and the element’s `CustomEvent`, whose `detail` is the payload and which does not bubble.',
    '## Events',
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
    'In a `loaderror`; the host element then holds a sentence for the cardholder. Every other code of the table above can be one too, when the session is refused. When nobody listens for it, or for the `error` of a setting that was refused, it is reported as an uncaught error.',
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
