/** Splits a full name that was autofilled into the first name, and undoes it if a last name follows. */
import { useRef, type SyntheticEvent } from 'react'
import { useFormContext, useFieldNames } from '../form/formContext.js'
import { useMessages } from '../i18n/messages.js'

/** A browser that fills both names does so within this time: if the last name is still empty, the first is a full name. */
const AFTER_AUTOFILL_MS = 200

type Split = { whole: string; first: string; last: string }

/** Handlers for edits of the two names. */
export function useNameSplit() {
  const { card, announce } = useFormContext()
  const { nameSplit } = useMessages()
  const toFieldName = useFieldNames()
  const [firstName, lastName] = [toFieldName('recipient_first_name'), toFieldName('recipient_last_name')]
  const split = useRef<Split>(undefined)

  function names(): { first: string; last: string } {
    const [first = '', last = ''] = card.form.getValues([firstName, lastName])
    return { first, last }
  }

  function splitAutofilled(event: SyntheticEvent): void {
    split.current = undefined
    if (!isAutofill(event)) return
    setTimeout(() => {
      const { first: whole, last: given } = names()
      const [, first = '', last = ''] = /^\s*(\S.*)\s+(\S+)\s*$/u.exec(whole) ?? []
      if (last === '' || given) return
      card.form.setValue(firstName, first)
      card.form.setValue(lastName, last)
      card.onEdit(lastName)
      split.current = { whole, first, last }
      announce(nameSplit)
    }, AFTER_AUTOFILL_MS)
  }

  /** The browser did fill a last name: give the first name back what the split took from it. */
  function rejoinAutofilled(event: SyntheticEvent): void {
    const done = split.current
    split.current = undefined
    const { first, last } = names()
    if (!done || !isAutofill(event) || first !== done.first || last === done.last || last === '') return
    const ending = ` ${last}`
    const { whole } = done
    const kept = whole.endsWith(ending) ? whole.slice(0, -ending.length) : whole
    card.form.setValue(firstName, kept)
    card.onEdit(firstName)
  }

  return { splitAutofilled, rejoinAutofilled }
}

/** Autofill has this input type, or none. */
function isAutofill({ nativeEvent }: SyntheticEvent): boolean {
  const type = 'inputType' in nativeEvent ? nativeEvent.inputType : ''
  return !type || type === 'insertReplacementText'
}
