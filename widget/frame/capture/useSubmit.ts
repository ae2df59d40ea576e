/** The life of a submit: check, send, settle. Every submit ends in exactly one `token` or `error`. */
import { useEffect, useEffectEvent, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import type { FieldErrors } from 'react-hook-form'
import type { AccountType, CaptureAnswer } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Failure, ApiResult } from '../session/api.js'
import { developerMessages } from '../session/developerMessages.js'
import type { CaptureContent } from '../form/values.js'
import type { Values } from '../form/values.js'
import { createIdempotencyKeys } from './idempotency.js'
import type { Messages } from '../i18n/load.js'
import { pluralize } from '../i18n/messages.js'
import { postPatiently } from '../session/retry.js'
import { editableFields } from '../form/formSchema.js'
import { queueSubmit, terminalCode, isLocked, type CaptureState } from './captureState.js'
import { type OpenSession } from '../session/openSession.js'
import type { FormController } from '../form/useCardForm.js'
import type { HostLink } from '../host/useHost.js'

type Options = {
  sealed: string
  state: CaptureState
  setState: Dispatch<SetStateAction<CaptureState>>
  card: FormController
  messages: Messages
  send: HostLink['send']
  announce: (message: string) => void
}

const usedFailure: Failure = {
  code: 'session_used',
  message: developerMessages.used,
  retryable: false,
}

function invalidFailure(message: string, field?: FieldName): Failure {
  return { code: 'invalid_request', message, retryable: false, field }
}

export function useSubmit({ sealed, state, setState, card, messages, send, announce }: Options) {
  const isSubmitting = useRef(false)
  const [getKey] = useState(() => createIdempotencyKeys())

  /** Starts a submit, or does nothing while one is on its way. */
  function submit(): void {
    if (state.status === 'waiting') setState(queueSubmit)
    else if (state.status === 'ready') void runSubmit(state.session)
    else if (state.status === 'tokenized') emitError(usedFailure)
    else if (state.status === 'failed') {
      const { code, message } = state
      emitError({ code, message, retryable: false, ended: true })
    }
  }

  const submitAgain = useEffectEvent(submit)
  const submitQueued = state.status === 'ready' && state.submitQueued
  useEffect(() => {
    if (submitQueued) submitAgain()
  }, [submitQueued])

  async function runSubmit(session: OpenSession): Promise<void> {
    if (isSubmitting.current) return
    isSubmitting.current = true
    try {
      await card.form.handleSubmit((content) => confirm(session, content), invalid)()
    } finally {
      isSubmitting.current = false
    }
  }

  /** A form may read back what it will send; an outcome that isn't known may only be sent again as it is. */
  async function confirm(session: OpenSession, content: CaptureContent): Promise<void> {
    const { method } = card.rules.schema
    if (isLocked(state) || !method?.confirm || (await method.confirm(content)))
      await capture(session, content)
    else emitError(invalidFailure(developerMessages.readBack))
  }

  async function capture(session: OpenSession, content: CaptureContent): Promise<void> {
    setState({ status: 'submitting', session })
    send('submitting', {})
    const key = await getKey(JSON.stringify(content))
    settle(session, await postPatiently(sealed, content, key))
  }

  function settle(session: OpenSession, outcome: ApiResult<CaptureAnswer>): void {
    if ('value' in outcome) {
      complete(session, card.rules.schema.method?.accountType ?? 'card', outcome.value)
      return
    }
    const { failure, reference } = outcome
    const code = terminalCode(failure)
    if (code) {
      card.clear()
      setState({ status: 'failed', code, message: failure.message, reference })
      announce(messages.error[code])
    } else {
      setState({ status: 'ready', session, refusal: failure, reference })
      // The notice is an alert of its own: what was said of the flight is over.
      announce('')
      refuse(failure)
    }
    emitError({ ...failure, ...(code && { ended: true }) })
  }

  function complete(session: OpenSession, account_type: AccountType, answer: CaptureAnswer): void {
    const { shown: _, ...token } = answer
    card.clear()
    setState({ status: 'tokenized', session, answer })
    send('token', { account_type, ...token })
    announce(messages.success.title)
  }

  /** What was typed stays, but for the code: it may not outlive an answer. */
  function refuse({ code, retryable, field }: Failure): void {
    if (!retryable) card.clearCvv()
    const name = editableFields(card.rules.schema).find((open) => open === field)
    if (name) card.form.setError(name, { type: code }, { shouldFocus: true })
  }

  function invalid(errors: FieldErrors<Values>): void {
    if (submitQueued) setState({ ...state, submitQueued: false })
    const marked = editableFields(card.rules.schema).filter((name) => errors[name])
    announce(pluralize(messages, 'fieldsToCheck', marked.length))
    const [field] = marked
    const reason = field && errors[field]?.type
    emitError(
      invalidFailure(`What was typed can’t be sent: ${field ?? 'a field'} is ${reason ?? 'invalid'}.`, field),
    )
  }

  function emitError(failure: Failure & { ended?: boolean }): void {
    send('error', failure)
  }

  return { submit, emitError, complete }
}
