import type { CaptureParts } from './captureParts.js'
import { isLocked } from './captureState.js'
import { useIdle } from './useIdle.js'
import { usePageHide } from './usePageHide.js'

/** Removes what was typed when the cardholder may be gone: the CVV after ten idle minutes, all of it with the page. */
export function usePrivacy({ state, card }: CaptureParts, clock: () => number, reset: () => void): void {
  useIdle(clock, () => {
    // A submit in flight still needs the CVV; its result clears it.
    if (!isLocked(state)) card.clearCvv()
  })
  usePageHide(reset)
}
