/** Submits the form: validate, confirm, send. Every submit ends in exactly one `token` or `error`. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FieldErrors } from 'react-hook-form'
import { editableFields } from '../form/formSchema.js'
import type { CaptureContent, Values } from '../form/values.js'
import { pluralize } from '../i18n/messages.js'
import type { Failure } from '../session/api.js'
import { developerMessages } from '../session/developerMessages.js'
import type { OpenSession } from '../session/openSession.js'
import type { CaptureParts } from './captureParts.js'
import {
  findConfirmation,
  isFinalRefusal,
  isOutcomeUnknown,
  isSubmitQueued,
  queueSubmit,
} from './captureState.js'
import { createIdempotencyKeys } from './idempotency.js'
import { isExpired, sendCapture } from './sendCapture.js'
import { createValidationError, type useOutcome } from './useOutcome.js'
import type { useRenewal } from './useRenewal.js'

const usedFailure: Failure = { code: 'session_used', message: developerMessages.used, retryable: false }

/** How long a submit waits, after a confirmed review step, until the page has the message `submitting`, in ms. */
const TELL_MS = 10_000

/** Returns `submit`, which does nothing while another submit is in flight. */
export function useSubmit(
  parts: CaptureParts,
  outcome: ReturnType<typeof useOutcome>,
  renewal: Pick<ReturnType<typeof useRenewal>, 'renew' | 'settled'>,
): () => void {
  const { state, setState } = parts
  const { emitError } = outcome
  const isSubmitting = useRef(false)
  const validateAndSend = useValidatedSend(parts, outcome, renewal)
  /** The number of submits that have first adopted a choice. */
  const [choices, setChoices] = useState(0)

  function submit(): void {
    // An adopted choice leads to another form, so submit after the next rendering.
    if (!parts.card.adoptShown()) setChoices(choices + 1)
    else if (state.status === 'loading') setState(queueSubmit)
    else if (state.status === 'ready') {
      // The host page can still call this, although the form shows no button.
      if (state.failure && isFinalRefusal(parts.card.rules.schema, state.failure)) emitError(state.failure)
      else void runSubmit(state.session)
    } else if (state.status === 'tokenized') emitError(usedFailure)
    else if (state.status === 'failed') emitError({ ...state.failure, retryable: false, ended: true })
  }

  async function runSubmit(session: OpenSession): Promise<void> {
    if (isSubmitting.current) return
    isSubmitting.current = true
    try {
      await validateAndSend(session)
    } finally {
      isSubmitting.current = false
      parts.isSending.current = false
    }
  }

  const submitLater = useEffectEvent(submit)
  const isDue = state.status === 'ready' && state.submitQueued
  useEffect(() => {
    if (isDue) submitLater()
  }, [isDue])
  useEffect(() => {
    if (choices > 0) submitLater()
  }, [choices])

  return submit
}

/** Returns a function that keeps the values of a submit until it ends, and restores them if another listener changes them. */
function useShownSent({ state, card }: CaptureParts): (submit: () => Promise<void>) => Promise<void> {
  const sent = useRef<Values>({})
  const showSent = useEffectEvent(() => {
    card.showSent(sent.current)
  })
  useEffect(() => {
    if (state.status !== 'submitting') return undefined
    // Runs after the other listeners of the event that submitted.
    const timer = setTimeout(() => {
      showSent()
    })
    return () => {
      clearTimeout(timer)
    }
  }, [state.status])
  return (submit) => {
    sent.current = { ...card.form.getValues() }
    return submit().finally(() => {
      sent.current = {}
    })
  }
}

/** Tells the page that the form is sending. After a review step, waits until the page knows: it would report "not sent". */
async function tellPage(send: CaptureParts['send'], wasReviewed: boolean): Promise<void> {
  const delivered = new Promise<void>((resolve) => {
    send('submitting', {}, resolve)
    if (wasReviewed) setTimeout(resolve, TELL_MS)
  })
  if (wasReviewed) await delivered
}

function useValidatedSend(
  parts: CaptureParts,
  { settle, emitError }: ReturnType<typeof useOutcome>,
  { renew, settled }: Pick<ReturnType<typeof useRenewal>, 'renew' | 'settled'>,
) {
  const { sealed, state, setState, card, messages, send, review, isSending, announce } = parts
  const [getKey] = useState(() => createIdempotencyKeys())
  const keepSent = useShownSent(parts)

  async function confirmAndSend(session: OpenSession, content: CaptureContent): Promise<void> {
    const ask = findConfirmation(card.rules.schema, state)
    // An announcement about an earlier submit no longer applies.
    announce('')
    // The cardholder may go back from the review step to the form, so the submit must not stay queued.
    if (ask) leaveQueue()
    if (!ask || (await confirm(ask(content)))) {
      isSending.current = true
      setState({ status: 'submitting', session })
      await tellPage(send, ask !== undefined)
      const { key, discard } = await getKey(content)
      // A renewed session may have replaced this one during the review step, or a renewal may be in progress.
      const current = (await settled(sealed)) ?? { sealed, session }
      let result = await sendCapture(current.sealed, content, key)
      // If the session has expired, nothing was processed, so a new session gets the same content. Not if an earlier submit
      // has an unknown outcome.
      const renewed = isExpired(result) && !isOutcomeUnknown(state) ? await renew() : false
      if (renewed) result = await sendCapture(renewed.sealed, content, key)
      // The server replays a final result under its key, so the next submit uses a new key. After a retryable failure
      // nothing was decided, or the server is still deciding. Then the same key joins that capture.
      if ('value' in result || !result.failure.retryable) discard()
      settle((renewed || current).session, result, renewed === undefined)
    } else emitError(createValidationError(developerMessages.notConfirmed))
  }

  function confirm(answer: Promise<boolean>): Promise<boolean> {
    review.current = answer
    send('reviewing', {})
    return answer
  }

  function leaveQueue(): void {
    if (state.status === 'ready' && isSubmitQueued(state)) setState({ ...state, submitQueued: false })
  }

  function rejectInvalid(errors: FieldErrors<Values>): void {
    leaveQueue()
    const invalid = editableFields(card.rules.schema).filter((name) => errors[name])
    // Announce after the focus has moved, because a field that loses the focus announces its own error.
    setTimeout(announce, 0, pluralize(messages, 'fieldsToCheck', invalid.length))
    const [field] = invalid
    const reason = field && errors[field]?.type
    const message = `What was typed can’t be sent: ${field ?? 'a field'} is ${reason ?? 'invalid'}.`
    emitError(createValidationError(message, field))
  }

  return (session: OpenSession) =>
    keepSent(card.form.handleSubmit((content) => confirmAndSend(session, content), rejectInvalid))
}
