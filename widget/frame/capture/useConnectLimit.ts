/** A form that no page connects to, as in a copy of the iframe, must not take a card: it could not send one. */
import { useEffect, useEffectEvent } from 'react'
import type { HostLink } from '../host/useHost.js'
import { endingText } from '../i18n/endingText.js'
import type { Failure } from '../session/api.js'
import { developerMessages } from '../session/developerMessages.js'
import type { CaptureParts } from './captureParts.js'
import { isSubmitQueued } from './captureState.js'
import type { useOutcome } from './useOutcome.js'

/** How long the page has, in ms: longer than a busy page blocks its own scripts. */
const CONNECT_MS = 10_000

/** Shows the failure panel when no page has connected in time. A later connection still opens the session. */
export function useConnectLimit(
  { state, setState, messages, announce }: CaptureParts,
  { emitError }: ReturnType<typeof useOutcome>,
  hostOrigin: HostLink['hostOrigin'],
): void {
  const fail = useEffectEvent(() => {
    const failure: Failure = { code: 'internal', message: developerMessages.unconnected, retryable: false }
    setState({ status: 'failed', failure })
    announce(endingText(messages, { failure }))
    // The page gets it if it connects later.
    if (isSubmitQueued(state)) emitError(failure)
  })
  const connected = useEffectEvent(hostOrigin)

  useEffect(() => {
    const timer = setTimeout(() => {
      fail()
    }, CONNECT_MS)
    const stop = () => {
      clearTimeout(timer)
    }
    connected().then(stop, stop)
    return stop
  }, [])
}
