/** What follows from a submit's result: the next state, and exactly one `token` or `error` to the host page. */
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import { editableFields } from '../form/formSchema.js'
import { endingText } from '../i18n/messages.js'
import type { ApiResult, Failure } from '../session/api.js'
import type { OpenSession } from '../session/openSession.js'
import type { CaptureParts } from './captureParts.js'
import { terminalCode, toReady } from './captureState.js'

/** The failure of a submit that was not sent. */
export function createInvalidFailure(message: string, field?: FieldName): Failure {
  return { code: 'invalid_request', message, retryable: false, field }
}

/** `complete` shows a token, `settle` handles a result, `emitError` reports a failure to the host page. */
export function useOutcome({ setState, card, messages, send, announce }: CaptureParts) {
  function settle(session: OpenSession, result: ApiResult<CaptureResponse>): void {
    if ('value' in result) {
      complete(session, card.rules.schema.method?.accountType ?? 'card', result.value)
      return
    }
    const { failure, reference } = result
    const code = terminalCode(failure)
    if (code) {
      card.clear()
      setState({ status: 'failed', code, message: failure.message, reference })
      announce(endingText(messages, code))
    } else {
      setState({ ...toReady(session), failure, reference })
      // The notice is an alert: clear the announcement of the submit, so that it isn't read again.
      announce('')
      showFailure(failure)
    }
    emitError({ ...failure, ...(code && { ended: true }) })
  }

  function complete(session: OpenSession, account_type: AccountType, answer: CaptureResponse): void {
    const { shown: _, ...token } = answer
    card.clear()
    setState({ status: 'tokenized', session, answer })
    send('token', { account_type, ...token })
    announce(messages.success.title)
  }

  /** Keeps what was typed, but not the CVV, unless the same content may be sent again. */
  function showFailure({ code, retryable, field }: Failure): void {
    if (!retryable) card.clearCvv()
    const name = editableFields(card.rules.schema).find((editable) => editable === field)
    if (name) card.form.setError(name, { type: code }, { shouldFocus: true })
  }

  function emitError(failure: Failure & { ended?: boolean }): void {
    send('error', failure)
  }

  return { settle, complete, emitError }
}
