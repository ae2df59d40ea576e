/** Which rule an entry of CAPTURE_ORIGINS breaks: what is nearly an origin is refused all the same, and told why. */
import { isLoopback, isOrigin } from '../../contract/origin.js'

type Rule = [broken: (entry: string) => boolean, shouldBe: string]

/** The first that is broken is told; the last is of all that the others don't explain. */
const rules: Rule[] = [
  [(entry) => entry === '', 'there is a comma too many'],
  [(entry) => entry.includes('*'), 'no *: each origin by itself'],
  [(entry) => !/^https?:\/\//i.test(entry), 'it should begin with https://'],
  [(entry) => /[@?#\s\\]/.test(entry), 'no user, query or fragment: scheme, host and port alone'],
  [(entry) => /^[^/]*\/\/[^/]+\/$/.test(entry), 'no slash at its end'],
  [(entry) => /^[^/]*\/\/[^/]*\//.test(entry), 'no path: scheme, host and port alone'],
  [(entry) => entry !== entry.toLowerCase(), 'it should be lower case, as browsers write it'],
  [(entry) => /^(?:https:.*:443|http:.*:80)$/.test(entry), 'no port where it is the scheme’s own'],
  [isPlainHttp, 'it should be https: http is for localhost alone'],
  [() => true, 'it should be an origin such as https://shop.example'],
]

/** What is wrong with one entry, told by its place: what was pasted there may be a secret. Undefined: nothing. */
export function originProblem(entry: string, index: number): string | undefined {
  if (isOrigin(entry)) return undefined
  const shouldBe = rules.find(([broken]) => broken(entry))?.[1] ?? ''
  return `is malformed: entry ${index + 1}: ${shouldBe}`
}

function isPlainHttp(entry: string): boolean {
  return entry.startsWith('http:') && URL.canParse(entry) && !isLoopback(new URL(entry).hostname)
}
