import { useMessages } from '../i18n/messages.js'
import { formatExpiry } from '../input/expiry.js'
import { TextField } from './TextField.js'

/** The expiration date, shown as `MM / YY`. */
export function Expiry() {
  const { placeholder } = useMessages()
  return (
    <TextField
      name="expiration_date"
      autoComplete="cc-exp"
      inputMode="numeric"
      placeholder={placeholder.expiration_date}
      format={formatExpiry}
    />
  )
}
