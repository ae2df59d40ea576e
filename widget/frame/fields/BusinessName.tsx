import { TextField } from './TextField.js'

/** The name of a business recipient. */
export function BusinessName() {
  return <TextField name="recipient_business_name" autoComplete="organization" autoCapitalize="words" />
}
