import { useEffect } from 'react'
import { useFormContext } from '../form/formContext.js'
import { useMessages } from '../i18n/messages.js'
import { formatExpiry } from '../input/expiry.js'
import { TextField } from './TextField.js'

/** The expiration date, shown as `MM / YY`. */
export function Expiry() {
  const { placeholder } = useMessages()
  useParts()
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

/** Adds the inputs for a month and a year once the session is open. Without their chunk only a whole date can be filled. */
function useParts(): void {
  const { ownFields, rules } = useFormContext().card
  // The server's time is known once the session is open.
  const isOpen = rules.now() > 0
  useEffect(() => {
    if (!isOpen) return
    import('./expiryParts.js').then(
      ({ addExpiryParts }) => {
        addExpiryParts(ownFields.get('expiration_date')?.control)
      },
      () => undefined,
    )
  }, [isOpen, ownFields])
}
