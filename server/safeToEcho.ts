const NAME = /^[A-Za-z_][A-Za-z_0-9]{0,40}$/
const MANY_DIGITS = /[0-9]{3}/

/**
 * Whether a name that the sender chose may be repeated in a message or a log: it must look like an identifier and
 * cannot contain a card number.
 */
export function isSafeToEcho(name: string): boolean {
  return NAME.test(name) && !MANY_DIGITS.test(name)
}
