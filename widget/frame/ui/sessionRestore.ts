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

/** In ms. A change during a fill ends the fill, which may take 200 ms. A fill is the one input that the disk may see for so long. */
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

function switchAutocomplete(): void {
  for (const { name, token, longest } of unsaved) {
    const input = document.querySelector<HTMLInputElement>(`input[name=${name}]`)
    if (input) input.autocomplete = input.value.length > longest ? 'off' : (token as AutoFill)
  }
}
