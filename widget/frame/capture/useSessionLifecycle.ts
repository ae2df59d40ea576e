/** Opens the session and ends it when it expires. */
import { useEffectEvent, useReducer, useRef } from 'react'
import type { Configuration } from '../../protocol/appearance.js'
import type { HostLink } from '../host/useHost.js'
import { endingText } from '../i18n/endingText.js'
import type { Failure, Rejection } from '../session/api.js'
import { developerMessages } from '../session/developerMessages.js'
import type { OpenSession } from '../session/openSession.js'
import { useSession } from '../session/useSession.js'
import { isStyled } from '../ui/ownStyles.js'
import type { CaptureParts } from './captureParts.js'
import { endsCapture, initialState, isSubmitQueued, toReady } from './captureState.js'
import { reportInvalidOverrides } from './hostHandlers.js'
import { useConnectLimit } from './useConnectLimit.js'
import { useExpiry } from './useExpiry.js'
import { createFormSchema, type useMethodChoice } from './useMethodChoice.js'
import type { useOutcome } from './useOutcome.js'
import type { useRenewal } from './useRenewal.js'

/**
 * Whether there is nothing to type and nothing to choose. A session that has been submitted before is not submitted
 * again by itself: the gateway recognizes no repeat of open banking.
 */
function submitsItself({ account_types, open_banking, is_new }: OpenSession): boolean {
  return is_new === true && account_types.join() === 'open-banking' && open_banking?.length === 0
}

/** How often the session is read while it verifies what an earlier document of the form has sent. */
const FOLLOW_MS = 1000

/**
 * An earlier submit of the session whose outcome is unknown. So is one that the form has followed to its end and that has no
 * token: the session does not say why, and the content that was sent is gone.
 */
function findUnknownFailure(session: OpenSession, wasFollowing: boolean): Failure | undefined {
  const unresolved = session.unresolved ?? (wasFollowing ? { may_change: true } : undefined)
  if (!unresolved) return undefined
  const retryable = !unresolved.needs_new_session
  return { code: 'outcome_unknown', message: developerMessages.unresolved, retryable, ...unresolved }
}

/** A form without styles is not ready. A token that exists, or that may come, is still delivered. */
function findStyleFailure({ tokenized, processing }: OpenSession): Failure | undefined {
  if (tokenized || processing || isStyled()) return undefined
  return { code: 'internal', message: developerMessages.unstyled, retryable: false }
}

type OnFailure = (rejection: Rejection, canRestart?: boolean) => void

type Options = {
  hostOrigin: HostLink['hostOrigin']
  clock: () => number
  configuration: Configuration
  renewal: Pick<ReturnType<typeof useRenewal>, 'renew'>
}

/** Returns the function that opens the session again, or the one that has taken its place, after a failure that allows it. */
export function useSessionLifecycle(
  parts: CaptureParts,
  outcome: ReturnType<typeof useOutcome>,
  choice: ReturnType<typeof useMethodChoice>,
  { hostOrigin, clock, configuration, renewal: { renew } }: Options,
) {
  const { sealed, state, setState, card, messages, send, announce } = parts
  const [reloadKey, reopen] = useReducer((key: number) => key + 1, 0)
  const isFollowing = useRef(false)
  useConnectLimit(parts, outcome, hostOrigin)

  function onOpen(session: OpenSession): void {
    const wasFollowing = isFollowing.current
    isFollowing.current = session.processing === true
    const unresolved = findUnknownFailure(session, wasFollowing)
    const ending = unresolved && endsCapture(unresolved) ? unresolved : findStyleFailure(session)
    if (ending) {
      onFailure({ failure: ending })
      return
    }
    if (!wasFollowing) send('ready', {})
    if (session.tokenized) {
      const { account_type, answer } = session.tokenized
      choice.setChoices({ accountType: account_type })
      outcome.complete(session, account_type, answer)
      return
    }
    if (session.processing) {
      if (!wasFollowing) send('submitting', { follows: true })
      setState({ status: 'submitting', session })
      setTimeout(reopen, FOLLOW_MS)
      return
    }
    setState((before) => ({
      ...toReady(session, isSubmitQueued(before) || submitsItself(session)),
      // Until the server gives the outcome up, it refuses other content with `in_progress`.
      failure: unresolved?.may_change ? unresolved : undefined,
    }))
    card.applyPrefill(createFormSchema(session, choice.choices))
    reportInvalidOverrides(send, session.methods?.findInvalidOverrides(configuration.messages) ?? [])
    if (wasFollowing && unresolved) outcome.emitError(unresolved)
  }

  function onFailure({ failure, ...details }: Rejection, canRestart?: boolean): void {
    isFollowing.current = false
    setState({ status: 'failed', failure, ...details, canRetry: failure.retryable, canRestart })
    // If the session may be opened again, keep what was typed.
    if (!failure.retryable) card.clear()
    announce(endingText(messages, { failure, ...details }))
    reportFailure(send, failure)
    if (isSubmitQueued(state)) outcome.emitError(failure)
  }
  useRenewableSession({ sealed, hostOrigin, clock, reloadKey, onOpen, onFailure }, renew)
  useExpiry(parts, renew)

  return () => {
    setState(initialState)
    reopen()
  }
}

/**
 * Opens the session, or another one in its place if it has ended before it was open. One that was open is opened again only to
 * learn the outcome of its submit: another session could get a second token for the same card.
 */
function useRenewableSession(
  options: Parameters<typeof useSession>[0] & { onFailure: OnFailure },
  renew: ReturnType<typeof useRenewal>['renew'],
): void {
  const wasOpen = useRef(false)
  const onOpen = useEffectEvent((session: OpenSession) => {
    wasOpen.current = true
    options.onOpen(session)
  })
  const failed = useEffectEvent(options.onFailure)
  useSession({
    ...options,
    onOpen,
    onFailure(rejection) {
      const isExpired = rejection.failure.code === 'session_expired'
      if (!isExpired || wasOpen.current) options.onFailure(rejection)
      else
        void renew().then((renewed) => {
          if (renewed) onOpen(renewed.session)
          else failed(rejection, renewed === undefined)
        })
    },
  })
}

/** An expired session is the same event before and after the form is ready. */
function reportFailure(send: CaptureParts['send'], failure: Failure): void {
  if (failure.code === 'session_expired') send('expired', {})
  else send('loaderror', failure)
}
