/** A name that somebody else has chosen may hold anything: it is told again if it looks like nothing but a name. */
const NAMEABLE = /^[A-Za-z_][A-Za-z_0-9]{0,40}$/
const MANY_DIGITS = /[0-9]{3}/

export function isNameable(name: string): boolean {
  return NAMEABLE.test(name) && !MANY_DIGITS.test(name)
}
