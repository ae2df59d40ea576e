import { states } from './states.js'

/** What people call a state beside its name and its code. */
const others: readonly (readonly [name: string, code: string])[] = [
  ['washingtondc', 'DC'],
  ['micronesia', 'FM'],
  ['virginislands', 'VI'],
]
const names = [...states.map(([code, name]) => [lettersOf(name), code] as const), ...others]

/** The code that a text stands for: `ga`, `Ga.`, `GEORGIA `, `Washington DC`; undefined where there is none. */
export function resolveState(text: string): string | undefined {
  const letters = lettersOf(text).replace(/^us(?=..$)/, '')
  const [code] = states.find(([known]) => known.toLowerCase() === letters) ?? []
  return code ?? names.find(([name]) => name === letters)?.[1]
}

/** As `resolveState`, for a text that somebody is still typing: the first state that it may become. */
export function guessState(text: string): string | undefined {
  return resolveState(text) ?? names.find(([name]) => name.startsWith(lettersOf(text)))?.[1]
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
