/** The attributes of the form's fields. */
import type { FieldName } from '../../widget/protocol/messages.js'

type Attributes = Record<string, string | null>

/** Autofill token, keyboard and capitalization of each text field. */
const tokens: Partial<
  Record<FieldName, readonly [token: string, keyboard: string | null, capitals: string]>
> = {
  account: ['cc-number', 'numeric', 'off'],
  expiration_date: ['cc-exp', 'numeric', 'off'],
  cvv: ['cc-csc', 'numeric', 'off'],
  recipient_first_name: ['given-name', null, 'words'],
  recipient_last_name: ['family-name', null, 'words'],
  recipient_address1: ['address-line1', null, 'words'],
  recipient_address2: ['address-line2', null, 'words'],
  recipient_city: ['address-level2', null, 'words'],
  recipient_zip: ['postal-code', 'numeric', 'off'],
  recipient_phone: ['tel', 'tel', 'off'],
}

/** Runs in the frame: the attributes of each named field; `large` tells whether its text is 16 px or more. */
export function readAttributes(names: string[]): Record<string, Attributes> {
  const read = ['type', 'inputmode', 'autocomplete', 'autocapitalize', 'autocorrect', 'spellcheck']
  return Object.fromEntries(
    names.map((name) => {
      const field = document.getElementsByName(name)[0] as HTMLElement
      const pairs = [...read, 'maxlength', 'pattern'].map((key) => [key, field.getAttribute(key)] as const)
      const large = parseFloat(getComputedStyle(field).fontSize) >= 16
      return [name, { ...Object.fromEntries(pairs), large: String(large) }]
    }),
  )
}

/** The expected result of `readAttributes`. */
export function wantedAttributes(): Record<string, Attributes> {
  return Object.fromEntries(
    Object.entries(tokens).map(([name, [token, inputmode, autocapitalize]]) => [
      name,
      {
        type: 'text',
        inputmode,
        autocomplete: `billing ${token}`,
        autocapitalize,
        autocorrect: 'off',
        spellcheck: 'false',
        maxlength: null,
        pattern: null,
        large: 'true',
      },
    ]),
  )
}
