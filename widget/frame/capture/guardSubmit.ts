/** The cardholder's own submit. While the page hides the form, the first press only asks for a confirmation. */
import type { useCover } from '../host/useCover.js'
import type { CaptureParts } from './captureParts.js'
import { findConfirmation, isBusy } from './captureState.js'

/** The handlers of the form's buttons. `submit` is that of the host page, which asks for no confirmation. */
export function guardSubmit(
  { state, card, messages, send, announce }: CaptureParts,
  cover: ReturnType<typeof useCover>,
  submit: () => void,
) {
  /** Whether this press asks for a confirmation, and sends nothing. */
  function holdsSubmit(): boolean {
    const holds = !isBusy(state) && cover.holdsSubmit()
    if (holds) announce(messages.button.covered)
    return holds
  }

  /** Submits after the button or Enter, not after the host page's call. */
  function submitByUser(): void {
    // If a review step follows, its button sends, so that button asks for the confirmation.
    if (!findConfirmation(card.rules.schema, state) && holdsSubmit()) return
    if (!isBusy(state)) send('submit', {})
    submit()
  }

  return { asks: cover.asks, holdsSubmit, submitByUser }
}
