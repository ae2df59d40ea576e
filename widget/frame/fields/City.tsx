import { TextField } from './TextField.js'

/** The city. */
export function City() {
  return <TextField name="recipient_city" autoComplete="address-level2" autoCapitalize="words" />
}
