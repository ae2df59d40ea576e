/** Splits a full name that was autofilled into the first name's field. Undoes the split if a last name is filled later. */
import { useRef, type SyntheticEvent } from 'react'
import { useFormContext, useFieldNames } from '../form/formContext.js'
import { useMessages } from '../i18n/messages.js'

/** A browser fills both names within this time, in ms. If the last name is still empty then, the first is a full name. */
const AFTER_AUTOFILL_MS = 200

/** A name whose last word is the last name. Names such as `Rivera, Alex` and `Alex Rivera, Jr.` don't match. */
const FULL_NAME = /^\s*([^\s,][^,]*)\s+([^\s,]+)\s*$/

type Split = { whole: string; first: string; last: string }

/** Handlers for edits of the two names, and for when the focus leaves one of them. */
export function useNameSplit() {
  const { card, announce } = useFormContext()
  const { nameSplit } = useMessages()
  const toFieldName = useFieldNames()
  const [firstName, lastName] = [toFieldName('recipient_first_name'), toFieldName('recipient_last_name')]
  const split = useRef<Split>(undefined)
  /** The first name after its last edit, and whether that edit filled in all of it. */
  const edited = useRef({ text: '', filled: false })

  function names(): { first: string; last: string } {
    const [first = '', last = ''] = card.form.getValues([firstName, lastName])
    return { first, last }
  }

  function splitAutofilled(event: SyntheticEvent): void {
    split.current = undefined
    // A suggestion that replaces a word of typed text has the input type of a browser's autofill.
    const isSuggestion = edited.current.text !== '' && getInputType(event) !== ''
    edited.current = { text: names().first, filled: isAutofill(event) && !isSuggestion }
    setTimeout(splitFilled, AFTER_AUTOFILL_MS)
  }

  /** Does nothing while a name field has the focus, because the cardholder may be about to type the last name. */
  function splitFilled(): void {
    const { first: whole, last: given } = names()
    const [, first = '', last = ''] = FULL_NAME.exec(whole) ?? []
    const { text, filled } = edited.current
    if (!filled || text !== whole || last === '' || given || hasFocus(firstName, lastName)) return
    card.form.setValue(firstName, first)
    card.form.setValue(lastName, last)
    card.onEdit(lastName)
    edited.current.filled = false
    split.current = { whole, first, last }
    announce(nameSplit)
  }

  /** If the browser fills a last name after the split, gives the rest of the full name back to the first name. */
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

  /** Called on blur. Waits, because the next field has no focus yet. */
  function splitLater(): void {
    setTimeout(splitFilled)
  }

  return { splitAutofilled, rejoinAutofilled, splitLater }
}

/** Whether the cardholder is in one of these fields. A field keeps the focus while another window is in front. */
function hasFocus(...names: string[]): boolean {
  return (
    document.hasFocus() && names.includes((document.activeElement as HTMLInputElement | null)?.name ?? '')
  )
}

/** Autofill has this input type, or none. */
function isAutofill(event: SyntheticEvent): boolean {
  return ['', 'insertReplacementText'].includes(getInputType(event))
}

function getInputType({ nativeEvent }: SyntheticEvent): string {
  return 'inputType' in nativeEvent ? String(nativeEvent.inputType) : ''
}
