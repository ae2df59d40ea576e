import type { SyntheticEvent } from 'react'
import { useFormContext, useNames } from '../formContext.js'
import { useMessages } from '../messages.js'
import { TextField } from './TextField.js'

/** A browser that fills both names does so in one go: what is still whole after that is a full name. */
const AFTER_AUTOFILL_MS = 200

export function FirstName() {
  const { card, announce } = useFormContext()
  const { nameSplit } = useMessages()
  const nameOf = useNames()

  function splitFullName({ nativeEvent }: SyntheticEvent): void {
    // Autofill says so, or nothing at all.
    const type = 'inputType' in nativeEvent ? nativeEvent.inputType : ''
    if (type && type !== 'insertReplacementText') return
    setTimeout(() => {
      const [firstName, lastName] = [nameOf('recipient_first_name'), nameOf('recipient_last_name')]
      const [name, last] = card.form.getValues([firstName, lastName])
      const [, first = '', rest = ''] = /^\s*(\S.*)\s+(\S+)\s*$/u.exec(name ?? '') ?? []
      if (rest === '' || last) return
      card.form.setValue(firstName, first)
      card.form.setValue(lastName, rest)
      card.onEdit(lastName)
      announce(nameSplit)
    }, AFTER_AUTOFILL_MS)
  }

  return (
    <TextField
      name="recipient_first_name"
      autoComplete="given-name"
      autoCapitalize="words"
      onEdited={splitFullName}
    />
  )
}
