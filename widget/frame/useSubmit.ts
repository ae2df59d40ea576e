/** The life of a submit: check, send, settle. Every submit ends in exactly one `token` or `error`. */
import { useEffect, useEffectEvent, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import type { FieldErrors } from 'react-hook-form'
import type { CaptureAnswer } from '../../contract/session.js'
import type { ErrorEvent, FieldName } from '../protocol/messages.js'
import type { Failure, Outcome } from './api.js'
import type { CaptureContent, Values } from './content.js'
import { createKeys } from './idempotency.js'
import type { Messages } from './locales/load.js'
import { counted, reasonText, type Reason } from './messages.js'
import { postPatiently } from './patience.js'
import { openFields } from './shape.js'
import { askedFor, endingOf, type OpenSession, type State } from './state.js'
import type { CardForm } from './useCardForm.js'
import type { HostLink } from './useHost.js'

type Options = {
  sealed: string
  state: State
  setState: Dispatch<SetStateAction<State>>
  card: CardForm
  messages: Messages
  send: HostLink['send']
  announce: (sentence: string) => void
}

export function useSubmit({ sealed, state, setState, card, messages, send, announce }: Options) {
  const flying = useRef(false)
  const [keyOf] = useState(() => createKeys())

  /** Starts a submit, or does nothing while one is on its way. */
  function submit(): void {
    if (state.is === 'waiting') setState(askedFor)
    else if (state.is === 'ready') void fly(state.session)
    else if (state.is === 'tokenized') fail({ code: 'session_used', retryable: false })
    else if (state.is === 'failed') fail({ code: state.code, retryable: false })
  }

  const askedBefore = useEffectEvent(submit)
  const asked = state.is === 'ready' && state.asked
  useEffect(() => {
    if (asked) askedBefore()
  }, [asked])

  async function fly(session: OpenSession): Promise<void> {
    if (flying.current) return
    flying.current = true
    try {
      await card.form.handleSubmit((content) => capture(session, content), invalid)()
    } finally {
      flying.current = false
    }
  }

  async function capture(session: OpenSession, content: CaptureContent): Promise<void> {
    setState({ is: 'submitting', session })
    send('submitting', {})
    const key = await keyOf(JSON.stringify(content))
    settle(session, await postPatiently(sealed, content, key))
  }

  function settle(session: OpenSession, outcome: Outcome<CaptureAnswer>): void {
    if ('value' in outcome) {
      tokenize(outcome.value)
      return
    }
    const { failure } = outcome
    const code = endingOf(failure)
    if (code) {
      card.clear()
      setState({ is: 'failed', code })
      announce(messages.error[code])
    } else {
      setState({ is: 'ready', session, refusal: failure })
      refuse(failure)
    }
    fail(failure)
  }

  function tokenize(answer: CaptureAnswer): void {
    card.clear()
    setState({ is: 'tokenized', answer })
    send('token', { account_type: 'card', ...answer })
    announce(messages.success.title)
  }

  /** What was typed stays, but for the code: it may not outlive an answer. */
  function refuse({ code, retryable, field }: Failure): void {
    if (!retryable) card.clearCode()
    const name = openFields(card.terms.shape).find((open) => open === field)
    if (name) card.form.setError(name, { type: code }, { shouldFocus: true })
  }

  function invalid(errors: FieldErrors<Values>): void {
    if (asked) setState({ ...state, asked: false })
    const marked = openFields(card.terms.shape).filter((name) => errors[name])
    announce(counted(messages, 'fieldsToCheck', marked.length))
    const [field] = marked
    fail({ code: 'invalid_request', retryable: false, field }, field && sentence(field, errors))
  }

  function sentence(name: FieldName, errors: FieldErrors<Values>): string {
    return reasonText(messages, name, errors[name]?.type as Reason)
  }

  function fail(failure: Failure, message = messages.error[failure.code]): void {
    const event: ErrorEvent = { ...failure, message }
    send('error', event)
  }

  return { submit, fail, tokenize }
}
