/** Access to the catalogue: the one place that knows which language is shown. */
import { createContext, useContext } from 'react'
import { english, type Messages } from './load.js'

export const MessagesContext = createContext<Messages>(english)

export function useMessages(): Messages {
  return useContext(MessagesContext)
}

/** Fills the `{…}` of a sentence; what it has no value for stays. */
export function interpolate(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  )
}

/** A sentence with a count, in the plural form that its language has for it. */
export function pluralize(messages: Messages, key: 'attemptsLeft' | 'fieldsToCheck', count: number): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } = messages[key]
  const form = new Intl.PluralRules(messages.language).select(count)
  return interpolate(forms[form] ?? forms.other, { count })
}
