/** Adopts values typed, chosen or autofilled before hydration, and later values that arrive with only a `change` event. */
import { useEffect, useState } from 'react'
import { findControls, keepInputs, type Control } from '../ui/keptInputs.js'
import { adoptShown, type Seen } from './adoptShown.js'

/** Replays input and focus events once, after the first rendering, for the inputs of the prerendered document. */
export function useHydratedInputs(seen: Seen): void {
  const [restore] = useState(() => (typeof document === 'undefined' ? undefined : keepInputs()))
  useEffect(() => {
    // If hydration failed, React has replaced the inputs.
    restore?.()
    for (const control of findControls()) {
      if (!control.value) continue
      // The source of the value is unknown, so it counts as typed text.
      control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
      // The field has already lost the focus, so validate it as on blur.
      if (control !== document.activeElement && control.type !== 'radio') {
        dispatchFocus(control, 'focusin')
        dispatchFocus(control, 'focusout')
      }
    }
    const { activeElement } = document
    if (activeElement?.matches('input, select, textarea')) dispatchFocus(activeElement, 'focusin')
  }, [restore])
  // React ignores a `change` event after `input.value = …`, because it has already recorded the new value.
  useEffect(() => {
    const adopt = ({ target }: Event) => adoptShown(target as Control, seen)
    document.addEventListener('change', adopt)
    return () => {
      document.removeEventListener('change', adopt)
    }
  }, [seen])
}

function dispatchFocus(control: Element, type: 'focusin' | 'focusout'): void {
  control.dispatchEvent(new FocusEvent(type, { bubbles: true }))
}
