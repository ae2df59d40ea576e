import type { ClipboardEvent } from 'react'
import { useFormContext, useNames } from '../form/formContext.js'
import { isFixed } from '../form/formSchema.js'
import { Companion } from './AutofillProxy.js'
import { TextField } from './TextField.js'

/** An input drops line ends: an address of several lines is spread over both fields instead. */
export function Address1() {
  const { card, locked } = useFormContext()
  const nameOf = useNames()
  const [name1, name2] = [nameOf('recipient_address1'), nameOf('recipient_address2')]
  const readOnly = locked || isFixed(card.terms.shape, name1)

  function paste(event: ClipboardEvent<HTMLInputElement>): void {
    const lines = linesOf(event.clipboardData.getData('text'))
    if (readOnly || lines.length < 2) return
    event.preventDefault()
    spread(lines)
  }

  /** Only what is still empty: the cardholder's own words stay. */
  function fill(text: string): void {
    const lines = linesOf(text)
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
    <TextField name="recipient_address1" autoComplete="address-line1" autoCapitalize="words" onPaste={paste}>
      <Companion autoComplete="street-address" readOnly={readOnly} onFill={fill} />
    </TextField>
  )
}

function linesOf(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
}
