import type { ClipboardEvent } from 'react'
import { useFormContext, useFieldNames } from '../form/formContext.js'
import { isReadonly } from '../form/formSchema.js'
import { AutofillProxy } from './AutofillProxy.js'
import { TextField } from './TextField.js'

/** The first address line. Distributes an address of several lines to both fields, because an input drops line breaks. */
export function Address1() {
  const { card, locked } = useFormContext()
  const toFieldName = useFieldNames()
  const [name1, name2] = [toFieldName('recipient_address1'), toFieldName('recipient_address2')]
  const readOnly = locked || isReadonly(card.rules.schema, name1)

  function onPaste(event: ClipboardEvent<HTMLInputElement>): void {
    const lines = splitLines(event.clipboardData.getData('text'))
    if (readOnly || lines.length < 2) return
    event.preventDefault()
    spread(lines)
  }

  /** Autofill changes only empty fields, so that typed text stays. */
  function onFill(text: string): void {
    const lines = splitLines(text)
    const [line1, line2] = card.form.getValues([name1, name2])
    if (!readOnly && !line2 && (!line1 || line1 === lines[0])) spread(lines)
  }

  function spread([first = '', ...rest]: string[]): void {
    card.form.setValue(name1, first)
    card.form.setValue(name2, rest.join(', '))
    card.onEdit(name1)
    card.onEdit(name2)
  }

  return (
    <TextField
      name="recipient_address1"
      autoComplete="address-line1"
      autoCapitalize="words"
      onPaste={onPaste}
    >
      <AutofillProxy autoComplete="street-address" readOnly={readOnly} onFill={onFill} />
    </TextField>
  )
}

function splitLines(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
}
