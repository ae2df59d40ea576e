/** Takes over what was typed, chosen or autofilled before hydration, and what is filled with a `change` event alone. */
import { useEffect, useState } from 'react'
import { adoptShown, findControls, type Control, type Seen } from './adoptShown.js'

/** Replays input and focus events once, after the first rendering, for the inputs of the prerendered document. */
export function useHydratedInputs(seen: Seen): void {
  const [before] = useState(findControls)
  useEffect(() => {
    for (const control of findControls()) {
      restoreValue(control, before)
      if (!control.value) continue
      // As typed text, because how the value came is not known.
      control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
      // The field has lost the focus already: validate it as on blur.
      if (control !== document.activeElement && control.type !== 'radio') {
        dispatchFocus(control, 'focusin')
        dispatchFocus(control, 'focusout')
      }
    }
    const { activeElement } = document
    if (activeElement?.matches('input, select, textarea')) dispatchFocus(activeElement, 'focusin')
  }, [before])
  // React ignores a `change` after which its record of the value is the same, as after `input.value = …`.
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

/** If hydration failed, React has replaced the inputs: copy the texts into the new ones. */
function restoreValue(control: Control, before: Control[]): void {
  const typed = before.find(({ name, isConnected }) => name !== '' && name === control.name && !isConnected)
  if (typed && !control.value) control.value = typed.value
}
