import { TextField } from './TextField.js'

export function Phone() {
  return <TextField name="recipient_phone" autoComplete="tel" inputMode="tel" />
}
