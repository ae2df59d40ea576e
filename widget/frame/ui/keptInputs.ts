/** Keeps texts, focus and caret when React replaces the inputs, because another script has changed the document. */

/** A control of the form. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** The document's controls. */
export function findControls(): Control[] {
  return [...document.querySelectorAll<Control>('input, select, textarea')]
}

/**
 * Notes the inputs before they may be replaced. Returns the function that copies their texts into the new inputs, and
 * restores the focus.
 */
export function keepInputs(): () => void {
  const before = findControls()
  const { activeElement } = document
  const { selectionEnd: caret = null } = activeElement as Partial<HTMLInputElement>
  return () => {
    for (const control of findControls()) {
      const gone = before.filter(({ name, isConnected }) => name && name === control.name && !isConnected)
      // Another script may have added a control of the same name, or replaced the form's control by one without an id.
      const old = gone.find(({ id }) => id === control.id) ?? gone[0]
      if (!old || control.type === 'radio') continue
      if (control.value !== old.value) {
        control.value = old.value
        // Without an input type it would count as autofill.
        control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
      }
      if (old !== activeElement) continue
      control.focus()
      if ('setSelectionRange' in control) control.setSelectionRange(caret, caret)
    }
  }
}
