/** Which names of a request may appear in a message. */

/** A key chosen by the client may contain anything, card data too. */
const SAFE_NAME = /^[A-Za-z_][A-Za-z_0-9]{0,40}$/
const MANY_DIGITS = /[0-9]{3}/
/** No list of the contract is longer. A larger index is a key that the client chose, which may hold card data. */
const MAX_ECHOED_INDEX = 100

/** Whether a key looks like a plain identifier without a run of digits. */
export function isSafeToEcho(name: string): boolean {
  return SAFE_NAME.test(name) && !MANY_DIGITS.test(name)
}

/** Whether each part of a path may appear in a message. */
export function isSafePath(path: readonly PropertyKey[]): boolean {
  return path.every((part) =>
    typeof part === 'number' ? part < MAX_ECHOED_INDEX : isSafeToEcho(String(part)),
  )
}
