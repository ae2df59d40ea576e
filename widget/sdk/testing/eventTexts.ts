/** The description of each event in the docs and in custom-elements.json. */
import type { CaptureEvents } from '../events.js'

export const events: Record<keyof CaptureEvents, [payload: string, when: string]> = {
  ready: ['`{}`', 'the session is open'],
  change: [
    '`{ account_type, empty, complete, valid, brand?, fields }`; each field `{ empty, complete, valid, focused, error? }`',
    'the state of the form or of a field has changed; the payload contains no values',
  ],
  focus: ['`{ field }`', 'a field received the focus'],
  blur: ['`{ field }`', 'a field lost the focus'],
  escape: ['`{}`', 'Escape was pressed in the form, so that you can close a dialog'],
  submit: ['`{}`', 'the cardholder submits, by button or Enter'],
  token: [
    '`{ customer_account_token, account_type, … }` and what the session reveals',
    'the form has a token; fires exactly once. **A hint**: act on what your backend reads',
  ],
  error: ['`CaptureError`', 'a submit ended without a token, or a setting was rejected'],
  loaderror: ['`CaptureError`', 'the form did not load; the code says why'],
  expired: ['`{}`', 'the session had expired before the form was ready, or expires while it is on the page'],
  warning: [
    '`{ code, message }`',
    '`occluded`: your page hides the form, and its button asks once more: [what it is for](security.md#a-form-that-is-covered)',
  ],
  resize: ['`{ height }`', 'the form’s height has changed, in px; the iframe already has it'],
}
