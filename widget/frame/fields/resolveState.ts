/** Finds a state by its code, its name, or another common name. */
import { state } from '../i18n/en/states.js'

/** Common names besides code and official name. */
const aliases: readonly (readonly [name: string, code: string])[] = [
  ['washingtondc', 'DC'],
  ['micronesia', 'FM'],
  ['virginislands', 'VI'],
]
/** The names in the form's language, and the English ones. */
function stateNames(own: Record<string, string>): (readonly [name: string, code: string])[] {
  const both = [...Object.entries(own), ...Object.entries(state)]
  return [...both.map(([code, name]) => [toLetters(name), code] as const), ...aliases]
}

/** The code for a text such as `ga`, `Ga.`, `GEORGIA ` or `Washington DC`; undefined if no state matches. */
export function resolveState(text: string, own: Record<string, string> = state): string | undefined {
  const letters = toLetters(text).replace(/^us(?=..$)/, '')
  const code = Object.keys(state).find((one) => one.toLowerCase() === letters)
  return code ?? stateNames(own).find(([name]) => name === letters)?.[1]
}

/** Like `resolveState` for a text that is still being typed: the first state whose name begins with it. */
export function guessState(text: string, own: Record<string, string> = state): string | undefined {
  return resolveState(text, own) ?? stateNames(own).find(([name]) => name.startsWith(toLetters(text)))?.[1]
}

function toLetters(text: string): string {
  return (
    text
      // Converts full-width letters to ordinary ones.
      .normalize('NFKD')
      .toLowerCase()
      // In Unicode, the apostrophe of Hawaiʻi is a (modifier) letter.
      .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '')
  )
}
