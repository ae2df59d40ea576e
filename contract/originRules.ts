/** Says which rule of an origin is broken, for error messages. The frame needs only `isOrigin`. */
import { isLoopback, isOrigin } from './origin.js'

/** What an origin is, for messages. */
export const ORIGIN_RULE =
  'should be an origin such as https://shop.example, or for an app capacitor://localhost or ionic://localhost'

type Rule = [isBroken: (origin: string) => boolean, message: string]

/** The first broken rule is reported; the last one catches everything else. */
const rules: Rule[] = [
  [(origin) => origin === '', `is empty. It ${ORIGIN_RULE}`],
  [(origin) => origin.includes('*'), 'contains *. Name each origin by itself'],
  [
    (origin) => !/^(?:https?|capacitor|ionic):\/\//i.test(origin),
    'does not begin with https://, or with capacitor:// or ionic:// for an app such as capacitor://localhost. Add the scheme',
  ],
  [(origin) => origin.includes(';'), 'contains a semicolon. Separate several origins with commas'],
  [(origin) => /\s/.test(origin), 'contains a blank. Remove it, and separate several origins with commas'],
  [(origin) => /[@?#\\]/.test(origin), 'has a user, query or fragment. Keep scheme, host and port'],
  [(origin) => /^[^/]*\/\/[^/]+\/$/.test(origin), 'has a slash at its end. Remove it'],
  [(origin) => /^[^/]*\/\/[^/]*\//.test(origin), 'has a path. Keep scheme, host and port'],
  [
    (origin) => /[^\0-\x7f]/.test(origin),
    'has a letter that is not ASCII. Write the host in Punycode, such as xn--mnchen-3ya.example for münchen.example: ' +
      'in the console of the page, location.origin shows it so',
  ],
  [
    (origin) => /^[a-z]+:\/\/(?::|$)/i.test(origin),
    'has no host. Add it, as in https://shop.example or capacitor://localhost',
  ],
  [(origin) => origin !== origin.toLowerCase(), 'is not lower case, as browsers write it. Write it so'],
  [(origin) => /^(?:https.*:443|http:.*:80)$/.test(origin), 'has the default port of its scheme. Remove it'],
  [
    (origin) => /^(?:capacitor|ionic):.*:[0-9]*$/.test(origin),
    'is not an app’s origin such as capacitor://localhost. Remove the port',
  ],
  [isPlainHttp, 'is not https. Use http for localhost only'],
  [() => true, ORIGIN_RULE],
]

/** The broken rule and its fix, to follow the origin's place. Undefined: none is broken. */
export function brokenOriginRule(origin: string): string | undefined {
  return isOrigin(origin) ? undefined : rules.find(([isBroken]) => isBroken(origin))?.[1]
}

function isPlainHttp(origin: string): boolean {
  const [, host] = /^http:\/\/(\[[^\]]*\]|[^:]+)(?::[0-9]+)?$/.exec(origin) ?? []
  return host !== undefined && !isLoopback(host)
}
