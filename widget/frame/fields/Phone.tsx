import { TextField } from './TextField.js'

/** A US phone number. */
export function Phone() {
  return <TextField name="recipient_phone" autoComplete="tel" inputMode="tel" />
}
