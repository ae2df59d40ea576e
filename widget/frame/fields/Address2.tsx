import { TextField } from './TextField.js'

/** The second address line: apartment, suite, unit. */
export function Address2() {
  return <TextField name="recipient_address2" autoComplete="address-line2" autoCapitalize="words" />
}
