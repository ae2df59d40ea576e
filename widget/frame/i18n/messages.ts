/** React access to the messages, and helpers that fill them in. */
import { createContext, useContext } from 'react'
import type { ErrorCode } from '../../../contract/errors.js'
import { english, type Messages } from './load.js'

/** The messages in the shown language, overrides included. */
export const MessagesContext = createContext<Messages>(english)

/** The messages in the shown language. */
export function useMessages(): Messages {
  return useContext(MessagesContext)
}

/** Why the form has ended: some errors read otherwise while the form can still be used. */
export function endingText({ error, ended }: Messages, code: ErrorCode): string {
  const own: Partial<Record<ErrorCode, string>> = ended
  return own[code] ?? error[code]
}

/** Replaces the placeholders `{…}` of a message; a placeholder without a value stays. */
export function interpolate(message: string, values: Record<string, string | number | undefined>): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? String(values[name] ?? placeholder) : placeholder,
  )
}

/** A message with a count, in the plural form that its language requires. */
export function pluralize(messages: Messages, key: 'attemptsLeft' | 'fieldsToCheck', count: number): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } = messages[key]
  const form = new Intl.PluralRules(messages.language).select(count)
  return interpolate(forms[form] ?? forms.other, { count })
}
