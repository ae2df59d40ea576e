import type { Messages } from '../i18n/load.js'

/** The states' codes and names, sorted by name in the order of the language. */
export function sortedStates({
  state,
  language,
}: Pick<Messages, 'state' | 'language'>): [code: string, name: string][] {
  const { compare } = new Intl.Collator([language, 'en'])
  return Object.entries(state).sort(([, one], [, other]) => compare(one, other))
}
