/** The cardholder's own submit: while the page hides the form, the press that would send asks in its place. */
import type { useCover } from '../host/useCover.js'
import type { CaptureParts } from './captureParts.js'
import { findConfirmation, isBusy } from './captureState.js'

/** What the buttons of the form call and show; `submit` is the host page's, which never asks. */
export function guardSubmit(
  { state, card, messages, send, announce }: CaptureParts,
  cover: ReturnType<typeof useCover>,
  submit: () => void,
) {
  /** Whether the press asks in place of sending. */
  function holdsSubmit(): boolean {
    const holds = !isBusy(state) && cover.holdsSubmit()
    if (holds) announce(messages.button.covered)
    return holds
  }

  /** By the button or Enter, not by the host page's call. */
  function submitByUser(): void {
    // What was typed may be read back first: then another button sends it.
    if (!findConfirmation(card.rules.schema, state) && holdsSubmit()) return
    if (!isBusy(state)) send('submit', {})
    submit()
  }

  return { asks: cover.asks, holdsSubmit, submitByUser }
}
