/** React access to the messages, and helpers that fill them in. */
import { createContext, useContext } from 'react'
import { english, type Messages } from './load.js'

/** The messages in the shown language, overrides included. */
export const MessagesContext = createContext<Messages>(english)

/** The messages in the shown language. */
export function useMessages(): Messages {
  return useContext(MessagesContext)
}

/** Hebrew, Arabic and the other letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Placeholders of names. Not of a reference: isolates would be copied with it, and then no search finds it. */
const NAME = /^(?:merchant|name)$/

/**
 * Replaces the placeholders `{…}` of a message; a placeholder without a value stays. A name of the other direction gets
 * isolates around it (FIRST STRONG ISOLATE): else punctuation and numbers beside it would go to its wrong end.
 */
export function interpolate(message: string, values: Record<string, string | number | undefined>): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return placeholder
    const isOther = RIGHT_TO_LEFT.test(String(value)) !== RIGHT_TO_LEFT.test(message)
    return isOther && NAME.test(name) ? `\u2068${value}\u2069` : String(value)
  })
}

/** The messages with the merchant's name, or with words in place of one. Only messages of failures contain it. */
export function nameMerchant(messages: Messages, name?: string): Messages {
  const merchant = name ?? messages.merchant
  const fill = <Texts extends Record<string, string>>(texts: Texts) =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, interpolate(text, { merchant })]),
    ) as Texts
  return {
    ...messages,
    error: fill(messages.error),
    ended: fill(messages.ended),
    stillUnknown: interpolate(messages.stillUnknown, { merchant }),
  }
}

/** The keys of messages with a count. */
type PluralKey = 'attemptsLeft' | 'fieldsToCheck' | 'businessDays'

/** A message with a count, in the plural form that its language requires. */
export function pluralize(messages: Messages, key: PluralKey, count: number): string {
  const forms = messages[key]
  const form = new Intl.PluralRules([messages.language, 'en']).select(count)
  return interpolate(forms[form] ?? forms.other, { count })
}
