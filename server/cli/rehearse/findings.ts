/** The possible findings about a page. One row for each: the page's visible fault, and the fix. */

type Row = { what: string; remedy: string }

export const findings = {
  'no-success': {
    what: 'The form has its token, but the page does not show success.',
    remedy:
      'Show what happens next once your backend has read the token. If the page does, name it with --success.',
  },
  'success-without-token': {
    what: 'The page shows success although the form has no token.',
    remedy: 'Wait for the token event, then for your backend. A press of the button proves nothing.',
  },
  'trusts-event': {
    what: 'The page shows success for a token that the capture server does not know.',
    remedy:
      'Let your backend read the session with retrieveSession, and show success only for the token that it reads.',
  },
  'endless-spinner': {
    what: 'The page still shows that it is busy after the form has ended.',
    remedy: 'Hide it on each of the events token, error, expired and loaderror.',
  },
  'frozen-button': {
    what: 'The page’s button stays disabled after an error that the cardholder can correct.',
    remedy: 'Enable it again on the error event.',
  },
  'no-message': {
    what: 'Neither the form nor the page shows a message.',
    remedy: 'Keep the form visible, and show a message on loaderror and where its script can’t be loaded.',
  },
  'orders-twice': {
    what: 'The page sent the same request to its backend twice.',
    remedy: 'Send the order once, on the token event, and make it idempotent by the session’s id.',
  },
  'captures-twice': {
    what: 'Two captures reached the capture server, under two keys.',
    remedy: 'Keep one form for one order. Don’t create another session while a capture is in flight.',
  },
  'gives-up': {
    what: 'The page shows a failure while the capture is still being verified.',
    remedy: 'Wait for the form’s event: the form has a time limit of its own.',
  },
  stuck: {
    what: 'The page shows neither the form, nor success, nor a message.',
    remedy: 'Create a session and mount the form each time that the page is shown.',
  },
  'mixed-languages': {
    what: 'The page is in Spanish, and the form is in another language.',
    remedy: 'Give the form the page’s language: locale: document.documentElement.lang.',
  },
  'not-played': {
    what: 'The outcome could not be played to its end.',
    remedy: 'Look at the screenshot and the reason.',
  },
} as const satisfies Record<string, Row>

export type FindingName = keyof typeof findings
