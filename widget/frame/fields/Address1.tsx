import type { ClipboardEvent } from 'react'
import { useFormContext } from '../formContext.js'
import { TextField } from './TextField.js'

export function Address1() {
  const { card, locked } = useFormContext()

  /** An input drops line ends: an address of several lines is spread over both fields instead. */
  function spreadLines(event: ClipboardEvent<HTMLInputElement>): void {
    const lines = event.clipboardData.getData('text').split(/[\r\n]+/)
    const [first = '', ...rest] = lines.map((line) => line.trim()).filter(Boolean)
    if (locked || rest.length === 0 || card.form.getValues('recipient_address2')) return
    event.preventDefault()
    card.form.setValue('recipient_address1', first)
    card.form.setValue('recipient_address2', rest.join(', '))
    card.onEdit('recipient_address1')
  }

  return (
    <TextField
      name="recipient_address1"
      autoComplete="address-line1"
      autoCapitalize="words"
      onPaste={spreadLines}
    />
  )
}
