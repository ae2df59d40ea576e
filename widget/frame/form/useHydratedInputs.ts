/** Takes over what was typed, chosen or autofilled before hydration. */
import { useEffect, useState } from 'react'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Replays input and focus events once, after the first rendering, for the inputs of the prerendered document. */
export function useHydratedInputs(): void {
  const [before] = useState(controls)
  useEffect(() => {
    for (const control of controls()) {
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
}

function dispatchFocus(control: Element, type: 'focusin' | 'focusout'): void {
  control.dispatchEvent(new FocusEvent(type, { bubbles: true }))
}

/** If hydration failed, React has replaced the inputs: copy the texts into the new ones. */
function restoreValue(control: Control, before: Control[]): void {
  const typed = before.find(({ name, isConnected }) => name !== '' && name === control.name && !isConnected)
  if (typed && !control.value) control.value = typed.value
}

/** The document's controls; none during prerendering. */
function controls(): Control[] {
  return typeof document === 'undefined'
    ? []
    : [...document.querySelectorAll<Control>('input, select, textarea')]
}
