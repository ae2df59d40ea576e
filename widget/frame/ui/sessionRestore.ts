/**
 * Keeps card data off the disk. Chromium writes the texts of a page's fields into its profile, to restore them after a
 * crash, except for fields with `autocomplete="off"`. Firefox writes no fields of a frame that a script has inserted.
 */

type Unsaved = { name: string; token: string; longest: number }

/** The field has the autofill `token` while its text has at most `longest` characters: 7 for the first six digits. */
const unsaved: Unsaved[] = [
  { name: 'account', token: 'billing cc-number', longest: 7 },
  { name: 'cvv', token: 'billing cc-csc', longest: 0 },
]

/**
 * In ms. A change of `autocomplete` would abort a fill, which may take 200 ms. Until then Chromium may save filled values.
 * Typed and pasted values are protected at once.
 */
const FILL_MS = 500

/** Starts to switch `autocomplete` off when the number or the security code is typed, pasted or filled. */
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
 * Sets `autocomplete` on every control of these names, because another script may have added one, or renamed the form's
 * own. Only the form's own control gets the autofill token.
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
