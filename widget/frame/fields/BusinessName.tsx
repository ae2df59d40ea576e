import { TextField } from './TextField.js'

export function BusinessName() {
  return <TextField name="recipient_business_name" autoComplete="organization" autoCapitalize="words" />
}
