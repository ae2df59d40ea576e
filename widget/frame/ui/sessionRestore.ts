/**
 * Keeps card data off the disk. Chromium writes the texts of a page's fields into its profile, to restore them after a
 * crash, except where `autocomplete` is `off`. Firefox writes nothing of a frame that a script has inserted.
 */

type Unsaved = { name: string; token: string; longest: number }

/** `token` is for autofill, while the field has at most `longest` characters: those of a card's first six digits. */
const unsaved: Unsaved[] = [
  { name: 'account', token: 'billing cc-number', longest: 7 },
  { name: 'cvv', token: 'billing cc-csc', longest: 0 },
]

/**
 * In ms. A change during a fill ends it, and a fill may take 200 ms. Until then Chromium may save what was filled; what is
 * typed or pasted is protected at once.
 */
const FILL_MS = 500

/** Starts to switch `autocomplete` off where the number or the security code is typed, pasted or filled. */
export function preventSessionRestore(): void {
  switchAutocomplete()
  document.addEventListener('input', (event) => {
    const isFill = !event.inputType || event.inputType === 'insertReplacementText'
    if (isFill) setTimeout(switchAutocomplete, FILL_MS)
    else switchAutocomplete()
  })
  for (const type of ['focusin', 'focusout']) document.addEventListener(type, switchAutocomplete)
}

/**
 * Every control of that name, because another script may have put one before the form's own, or renamed that one. Only the
 * form's own is for autofill.
 */
function switchAutocomplete(): void {
  for (const { name, token, longest } of unsaved) {
    for (const input of document.querySelectorAll<HTMLInputElement>(
      `input[name=${name}],input[id=${name}]`,
    )) {
      if (input.value.length > longest) input.autocomplete = 'off'
      else if (input.id === name) input.autocomplete = token as AutoFill
    }
  }
}
