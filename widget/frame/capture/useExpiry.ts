import { useEffectEvent, useRef } from 'react'
import { developerMessages } from '../session/developerMessages.js'
import type { OpenSession } from '../session/openSession.js'
import { useSessionExpiry } from '../session/useSessionExpiry.js'
import type { CaptureParts } from './captureParts.js'
import { isLocked, isOutcomeUnknown } from './captureState.js'
import type { useRenewal } from './useRenewal.js'

/** Renews the session before it expires, or ends the form. */
export function useExpiry(
  { state, setState, card, messages, send, isSending, announce }: CaptureParts,
  renew: ReturnType<typeof useRenewal>['renew'],
): void {
  // Wait for a submit in flight. Keep the session while the outcome is unknown, because only this session can resolve it.
  const isHeld = state.status !== 'ready' || isLocked(state)
  const expired = useRef<OpenSession>(undefined)
  const expire = useEffectEvent((canRestart: boolean) => {
    // The timer and `useWake` may both call this before the next rendering.
    if (isHeld || isSending.current || expired.current === state.session) return
    expired.current = state.session
    const message = developerMessages.expired
    setState({
      status: 'failed',
      failure: { code: 'session_expired', message, retryable: false },
      canRestart,
    })
    card.clear()
    announce(canRestart ? messages.restartNote : messages.error.session_expired)
    send('expired', {})
  })
  useSessionExpiry('session' in state ? state.session : undefined, isHeld, isSending, {
    onDue() {
      if (!isOutcomeUnknown(state)) void renew()
    },
    onExpiry() {
      // Don't renew: a new session could get a second token for the same card.
      if (isOutcomeUnknown(state)) expire(false)
      else
        void renew().then((renewed) => {
          if (!renewed) expire(renewed === undefined)
        })
    },
  })
}
