/** Finds the rule that an entry of CAPTURE_ORIGINS breaks. */
import { isLoopback, isOrigin } from '../../contract/origin.js'

type Rule = [isBroken: (entry: string) => boolean, message: string]

/** The first broken rule is reported; the last one catches everything else. */
const rules: Rule[] = [
  [(entry) => entry === '', 'is empty. Remove the extra comma.'],
  [(entry) => entry.includes('*'), 'contains *. List each origin by itself.'],
  [
    (entry) => !/^(?:https?|capacitor|ionic):\/\//i.test(entry),
    'does not begin with https://, or with capacitor:// or ionic:// for an app.',
  ],
  [(entry) => /[@?#\s\\]/.test(entry), 'has a user, query or fragment. Keep scheme, host and port.'],
  [(entry) => /^[^/]*\/\/[^/]+\/$/.test(entry), 'has a slash at its end. Remove it.'],
  [(entry) => /^[^/]*\/\/[^/]*\//.test(entry), 'has a path. Keep scheme, host and port.'],
  [(entry) => entry !== entry.toLowerCase(), 'is not lower case, as browsers write it.'],
  [(entry) => /^(?:https.*:443|http:.*:80)$/.test(entry), 'has the default port of its scheme. Remove it.'],
  [
    (entry) => /^(?:capacitor|ionic):/.test(entry),
    'is not an app’s origin such as capacitor://localhost: it has no port.',
  ],
  [isPlainHttp, 'is not https. Use http for localhost only.'],
  [() => true, 'is not an origin such as https://shop.example.'],
]

/** What is wrong with one entry, identified by its position, since its text may be a secret. Undefined: nothing. */
export function originProblem(entry: string, index: number): string | undefined {
  if (isOrigin(entry)) return undefined
  const message = rules.find(([isBroken]) => isBroken(entry))?.[1] ?? ''
  return `is invalid. Entry ${index + 1} ${message}`
}

function isPlainHttp(entry: string): boolean {
  return entry.startsWith('http:') && URL.canParse(entry) && !isLoopback(new URL(entry).hostname)
}
