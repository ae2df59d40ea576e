/** The states as a cardholder looks for them. */
import type { Messages } from '../i18n/load.js'

/** Codes and names, in the order that the language has for the names. */
export function sortedStates({ state, language }: Messages): [code: string, name: string][] {
  const { compare } = new Intl.Collator(language)
  return Object.entries(state).sort(([, one], [, other]) => compare(one, other))
}
