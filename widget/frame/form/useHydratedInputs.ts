/** What was typed, chosen or filled in before this script came is taken over as if it came now. */
import { useEffect, useState } from 'react'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Once, with the first rendering; the inputs are those that the document came with. */
export function useHydratedInputs(): void {
  const [before] = useState(controls)
  useEffect(() => {
    for (const control of controls()) {
      keep(control, before)
      if (!control.value) continue
      // Keys, since each of them was one as far as anybody knows.
      control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
      // It was left: what is wrong with it is said, as it would have been.
      if (control !== document.activeElement && control.type !== 'radio') {
        tell(control, 'focusin')
        tell(control, 'focusout')
      }
    }
    const { activeElement } = document
    if (activeElement?.matches('input, select, textarea')) tell(activeElement, 'focusin')
  }, [before])
}

function tell(control: Element, what: 'focusin' | 'focusout'): void {
  control.dispatchEvent(new FocusEvent(what, { bubbles: true }))
}

/** Where the document's form could not be taken over, it was made anew: its texts go on in it. */
function keep(control: Control, before: Control[]): void {
  const typed = before.find(({ name, isConnected }) => name !== '' && name === control.name && !isConnected)
  if (typed && !control.value) control.value = typed.value
}

/** None where there is no browser. */
function controls(): Control[] {
  return typeof document === 'undefined'
    ? []
    : [...document.querySelectorAll<Control>('input, select, textarea')]
}
