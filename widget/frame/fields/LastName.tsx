import { TextField } from './TextField.js'

export function LastName() {
  return <TextField name="recipient_last_name" autoComplete="family-name" autoCapitalize="words" />
}
