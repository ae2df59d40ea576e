/** The life of a submit: check, send, settle. Every submit ends in exactly one `token` or `error`. */
import { useEffect, useEffectEvent, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import type { FieldErrors } from 'react-hook-form'
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Failure, Outcome } from '../session/api.js'
import { causes } from '../session/developerMessages.js'
import type { CaptureContent } from '../form/values.js'
import type { Values } from '../form/values.js'
import { createKeys } from './idempotency.js'
import type { Messages } from '../i18n/load.js'
import { counted } from '../i18n/messages.js'
import { postPatiently } from '../session/retry.js'
import { openFields } from '../form/formSchema.js'
import { askedFor, endingOf, isLocked, type State } from './captureState.js'
import { type OpenSession } from '../session/openSession.js'
import type { CardForm } from '../form/useCardForm.js'
import type { HostLink } from '../host/useHost.js'

type Options = {
  sealed: string
  state: State
  setState: Dispatch<SetStateAction<State>>
  card: CardForm
  messages: Messages
  send: HostLink['send']
  announce: (sentence: string) => void
}

const usedFailure: Failure = {
  code: 'session_used',
  message: causes.used,
  retryable: false,
}

function invalidFailure(message: string, field?: FieldName): Failure {
  return { code: 'invalid_request', message, retryable: false, field }
}

export function useSubmit({ sealed, state, setState, card, messages, send, announce }: Options) {
  const flying = useRef(false)
  const [keyOf] = useState(() => createKeys())

  /** Starts a submit, or does nothing while one is on its way. */
  function submit(): void {
    if (state.is === 'waiting') setState(askedFor)
    else if (state.is === 'ready') void fly(state.session)
    else if (state.is === 'tokenized') fail(usedFailure)
    else if (state.is === 'failed') {
      const { code, message } = state
      fail({ code, message, retryable: false, ended: true })
    }
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
      await card.form.handleSubmit((content) => confirm(session, content), invalid)()
    } finally {
      flying.current = false
    }
  }

  /** A form may read back what it will send; an outcome that isn't known may only be sent again as it is. */
  async function confirm(session: OpenSession, content: CaptureContent): Promise<void> {
    const { other } = card.terms.shape
    if (isLocked(state) || !other?.confirm || (await other.confirm(content))) await capture(session, content)
    else fail(invalidFailure(causes.readBack))
  }

  async function capture(session: OpenSession, content: CaptureContent): Promise<void> {
    setState({ is: 'submitting', session })
    send('submitting', {})
    const key = await keyOf(JSON.stringify(content))
    settle(session, await postPatiently(sealed, content, key))
  }

  function settle(session: OpenSession, outcome: Outcome<CaptureResponse>): void {
    if ('value' in outcome) {
      tokenize(session, card.terms.shape.other?.accountType ?? 'card', outcome.value)
      return
    }
    const { failure, reference } = outcome
    const code = endingOf(failure)
    if (code) {
      card.clear()
      setState({ is: 'failed', code, message: failure.message, reference })
      announce(messages.error[code])
    } else {
      setState({ is: 'ready', session, refusal: failure, reference })
      // The notice is an alert of its own: what was said of the flight is over.
      announce('')
      refuse(failure)
    }
    fail({ ...failure, ...(code && { ended: true }) })
  }

  function tokenize(session: OpenSession, account_type: AccountType, answer: CaptureResponse): void {
    const { shown: _, ...token } = answer
    card.clear()
    setState({ is: 'tokenized', session, answer })
    send('token', { account_type, ...token })
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
    const reason = field && errors[field]?.type
    fail(
      invalidFailure(`What was typed can’t be sent: ${field ?? 'a field'} is ${reason ?? 'invalid'}.`, field),
    )
  }

  function fail(failure: Failure & { ended?: boolean }): void {
    send('error', failure)
  }

  return { submit, fail, tokenize }
}
