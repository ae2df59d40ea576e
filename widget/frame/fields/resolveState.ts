import { state } from '../i18n/en/states.js'

/** What people call a state beside its name and its code. */
const others: readonly (readonly [name: string, code: string])[] = [
  ['washingtondc', 'DC'],
  ['micronesia', 'FM'],
  ['virginislands', 'VI'],
]
/** The names of the form's language, and the English ones in any. */
function stateNames(own: Record<string, string>): (readonly [name: string, code: string])[] {
  const both = [...Object.entries(own), ...Object.entries(state)]
  return [...both.map(([code, name]) => [toLetters(name), code] as const), ...others]
}

/** The code that a text stands for: `ga`, `Ga.`, `GEORGIA `, `Washington DC`; undefined where there is none. */
export function resolveState(text: string, own: Record<string, string> = state): string | undefined {
  const letters = toLetters(text).replace(/^us(?=..$)/, '')
  const code = Object.keys(state).find((known) => known.toLowerCase() === letters)
  return code ?? stateNames(own).find(([name]) => name === letters)?.[1]
}

/** As `resolveState`, for a text that somebody is still typing: the first state that it may become. */
export function guessState(text: string, own: Record<string, string> = state): string | undefined {
  return resolveState(text, own) ?? stateNames(own).find(([name]) => name.startsWith(toLetters(text)))?.[1]
}

function toLetters(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
