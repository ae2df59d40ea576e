/** What follows from a submit's result: the next state, and exactly one `token` or `error` to the host page. */
import { useEffect, useEffectEvent } from 'react'
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { ErrorEvent, FieldName } from '../../protocol/messages.js'
import { editableFields } from '../form/formSchema.js'
import { endingText } from '../i18n/endingText.js'
import type { ApiResult, Failure } from '../session/api.js'
import type { OpenSession } from '../session/openSession.js'
import type { CaptureParts } from './captureParts.js'
import { endsCapture, isFinalRefusal, isOutcomeUnknown, toReady } from './captureState.js'

/** The error of a submit that was not sent: the cardholder has to correct or confirm something first. */
export function createValidationError(message: string, field?: FieldName): ErrorEvent {
  return { code: 'validation_error', message, retryable: false, field }
}

/** `complete` shows a token, `settle` handles a result, `emitError` reports a failure to the host page. */
export function useOutcome({ state, setState, card, messages, send, announce }: CaptureParts) {
  // After the rendering, because only then the messages are those of the account's type, also after a reload.
  const announceSuccess = useEffectEvent(() => {
    announce(messages.success.title)
  })
  const isTokenized = state.status === 'tokenized'
  useEffect(() => {
    if (isTokenized) announceSuccess()
  }, [isTokenized])

  /** `canRestart`: the page had no session to go on with, and may be asked again. */
  function settle(session: OpenSession, result: ApiResult<CaptureResponse>, canRestart?: boolean): void {
    if ('value' in result) {
      complete(session, card.rules.schema.method?.accountType ?? 'card', result.value)
      return
    }
    const { failure } = result
    const ended = endsCapture(failure) || endsOpenBanking(session, failure)
    if (ended) {
      card.clear()
      setState({ status: 'failed', session, ...result, canRestart })
      announce(endingText(messages, result))
    } else {
      setState({ ...toReady(session), ...result, stillUnknown: isOutcomeUnknown(state) })
      // The notice is an alert: clear the announcement of the submit, so that it isn't read again.
      announce('')
      showFailure(failure)
    }
    emitError({ ...failure, ...(ended && { retryable: false, ended }) })
  }

  /** The gateway recognizes no repeat of open banking, and the shop's account can't be changed here. */
  function endsOpenBanking({ account_types }: OpenSession, failure: Failure): boolean {
    const { schema } = card.rules
    if (schema.method?.accountType !== 'open-banking') return false
    return (
      failure.code === 'outcome_unknown' || (account_types.length === 1 && isFinalRefusal(schema, failure))
    )
  }

  function complete(session: OpenSession, account_type: AccountType, answer: CaptureResponse): void {
    const { shown: _, ...token } = answer
    card.clear()
    setState({ status: 'tokenized', session, answer })
    send('token', { account_type, ...token })
  }

  /** Keeps what was typed, but not the CVV, unless only the same content may be sent again. */
  function showFailure({ code, retryable, may_change, field }: Failure): void {
    if (!retryable || may_change) card.clearCvv()
    const name = editableFields(card.rules.schema).find((editable) => editable === field)
    if (name) card.form.setError(name, { type: code }, { shouldFocus: true })
  }

  function emitError(event: ErrorEvent): void {
    send('error', event)
  }

  return { settle, complete, emitError }
}
