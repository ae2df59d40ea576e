import { useState, type SyntheticEvent } from 'react'
import type { FieldName } from '../../../protocol/messages.js'
import { pluralize } from '../../i18n/messages.js'
import { useMethodMessages } from '../messages.js'
import { MAX_LENGTH, printedFields } from './checkSchema.js'

/** The hint shows at this many characters left, and fewer. */
const HINT_AT = 30

/** Hints with the number of characters left, for printed lines that are almost full. */
export function useLengthHints() {
  const messages = useMethodMessages()
  const [left, setLeft] = useState<Partial<Record<FieldName, number>>>({})

  function onInput({ target }: SyntheticEvent): void {
    if (!(target instanceof HTMLInputElement)) return
    const name = printedFields.find((printed) => printed === target.name)
    if (!name) return
    const count = MAX_LENGTH - target.value.length
    const { [name]: before, ...others } = left
    if (count <= HINT_AT && count >= 0) setLeft({ ...others, [name]: count })
    else if (before !== undefined) setLeft(others)
  }

  const countMessages = { ...messages, attemptsLeft: messages.check.left }
  const hints: Partial<Record<FieldName, string>> = Object.fromEntries(
    Object.entries(left).map(([name, count]) => [name, pluralize(countMessages, 'attemptsLeft', count)]),
  )
  return { hints, onInput }
}
