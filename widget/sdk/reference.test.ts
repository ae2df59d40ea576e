/** Generates docs/reference.md from the contract, with `-u`; without it, fails when the page is out of date. */
import { expect, it } from 'vitest'
import {
  backendErrors,
  errors,
  loadErrors,
  titles,
  type BackendErrorCode,
  type ErrorCode,
  type LoadErrorCode,
} from '../../contract/errors.js'
import { notPayableReasons } from '../../contract/payable.js'
import { sessionRequest, type SessionInput } from '../../contract/sessionRequest.js'
import { sessionTexts } from '../../contract/sessionTexts.js'
import { eventNames, handlerNames } from './events.js'
import { events } from './testing/eventTexts.js'

const stages: Record<LoadErrorCode, string> = {
  script_blocked:
    'The frame’s document loaded, but its script did not run: an extension or a proxy may block it. Chromium only; other browsers report `frame_blocked`.',
  frame_blocked:
    'The frame’s document did not load. The message says whether your CSP blocked it (reported at once), or the server is not reachable or does not list this page’s origin.',
  frame_lost:
    'The form was on the page, and its document is gone: the host element was removed, or the frame again and again. A host element that comes back gets a new form, and `ready` follows. Else mount the form again.',
  origin_not_allowed: 'The session was created for another of your origins.',
  handshake_timeout: 'The session did not open within 30 s. It may still open later: then `ready` follows.',
  unsupported_browser:
    'The browser is older than the [supported ones](../README.md#browsers), or the page has no https. The form shows a sentence that says so.',
}

/** The columns of the table: HTTP status, retryable, who fixes it, description. */
const ofBackend: Record<BackendErrorCode, string[]> = {
  capture_server_unreachable: [
    'its own, or 502',
    'depends',
    'network',
    'Of `ingo-capture/backend` alone: a capture server did not answer, or something else answered. `retryable` is `false` if only another `url`, certificate or version can help.',
  ],
}

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')
const sessionDefaults = sessionRequest.parse({ origin: 'https://a.example' })

function defaultValue(key: keyof SessionInput): string {
  if (key === 'origin') return 'required'
  const value: unknown = sessionDefaults[key]
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

it('docs/reference.md matches the contract', async () => {
  const reference = [
    '<!-- Generated from the contract: npx vitest run widget/sdk/reference -u -->',
    '# Sessions, events and errors',
    '## A session',
    'The body of `POST /v1/sessions` and of `createSession`. Any other key, and any value that breaks Ingo’s rules, is rejected by name. For the ids that Ingo documents as nullable, `null` means absent. The limit is about 4,000 bytes of JSON in UTF-8, where a non-ASCII letter has two or more bytes: the sealed session is sent in a header.',
    table(
      ['key', 'default', 'what'],
      (Object.keys(sessionRequest.def.shape) as (keyof SessionInput)[]).map((key) => [
        `\`${key}\``,
        defaultValue(key),
        sessionTexts[key],
      ]),
    ),
    '## Events',
    'An event has the same name in `capture.on(name, …)`, in its React prop, and as the element’s `CustomEvent`, which has the payload in `detail` and does not bubble: `@token` in Vue, `ontoken` in Svelte and in React 19.',
    table(
      ['event', 'React', 'payload', 'when'],
      eventNames.map((name) => [`\`${name}\``, `\`${handlerNames[name]}\``, ...events[name]]),
    ),
    '## Errors',
    `A \`CaptureError\` has \`code\`, \`message\` (for you, in English; the form shows its own message to the cardholder), \`retryable\`, and where they apply \`field\`, \`attempts_left\`, \`reason\` (of \`card_not_payable\`: ${quoted(notPayableReasons)}), \`needs_new_session\` (\`true\`: this session can’t capture another account) and \`may_change\` (\`true\`: the outcome stays unknown, and the cardholder may use another account). The capture server returns the same codes as \`application/problem+json\`, and \`CaptureServerError\` of \`ingo-capture/backend\` has them. “Whose” says who can fix it.`,
    table(
      ['code', 'HTTP', 'retryable', 'whose', 'what'],
      Object.entries(errors)
        .map(([code, { status, retryable, fault }]) => [
          `\`${code}\``,
          String(status),
          retryable ? 'yes' : 'no',
          fault,
          titles[code as ErrorCode],
        ])
        .concat(backendErrors.map((code) => [`\`${code}\``, ...ofBackend[code]])),
    ),
    '`validation_error` comes from the form alone: the cardholder has to correct `field`, or wants to change what was read back. Nothing was sent.',
    '## When the form does not load',
    'The codes of a `loaderror`; the host element then shows a message to the cardholder. When the session is rejected, every code of the table above is possible too, except `session_expired`: then `expired` fires. Without a handler, a `loaderror` and the `error` of a rejected setting are reported as uncaught errors.',
    table(
      ['code', 'what'],
      loadErrors.map((code) => [`\`${code}\``, stages[code]]),
    ),
    'A script tag that did not load fires no event: check for `window.IngoCapture`, as `demo/shop/public/checkout.js` does.',
    '## States',
    'The host element carries `data-capture-state`: `loading`, `ready`, `submitting`, `tokenized` or `failed`. The attribute is removed when the form is unmounted.',
  ].join('\n\n')
  await expect(`${reference}\n`).toMatchFileSnapshot('../../docs/reference.md')
})
