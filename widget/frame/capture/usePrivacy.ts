import { useEffect, useEffectEvent, useRef } from 'react'
import { useWake } from '../host/useWake.js'
import type { CaptureParts } from './captureParts.js'
import { isBusy, isLocked, isOutcomeUnknown } from './captureState.js'
import { useIdle } from './useIdle.js'
import { usePageHide } from './usePageHide.js'

/**
 * Removes what was typed when the cardholder may be gone: the CVV after ten idle minutes, all of it with the page. After that
 * the form can't send the same content again, so an unknown outcome is read from the server: `reload`.
 */
export function usePrivacy(
  { state, card }: CaptureParts,
  clock: () => number,
  reset: () => void,
  reload: () => void,
): void {
  const isEmptied = useRef(false)
  const resolve = useEffectEvent(() => {
    if (!isLocked(state)) isEmptied.current = false
    if (isEmptied.current && isOutcomeUnknown(state)) reload()
  })
  useIdle(clock, () => {
    // A submit in flight still needs the CVV; its result clears it.
    if (isBusy(state)) return
    card.clearCvv()
    if (isLocked(state)) reload()
  })
  usePageHide(() => {
    isEmptied.current = true
    reset()
  })
  useEffect(resolve, [state])
  useWake(resolve)
}
