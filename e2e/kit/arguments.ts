/**
 * Checks a test's arguments, for tests in JavaScript: the error explains the mistake, unlike
 * Playwright's or Cypress's own.
 */

/** Throws unless the values of fields are an object of strings. The message never contains a value. */
export function checkValues(call: string, values: unknown): void {
  if (!isObject(values)) throw new TypeError(`${call} takes an object: ${call}({ cvv: '123' }).`)
  const wrong = Object.entries(values).find(([, value]) => typeof value !== 'string')
  if (wrong) throw new TypeError(`${wrong[0]}: should be a string, as a person types it.`)
}

/** The values of a check. Throws unless they are `beneficiary` and `recipient`, each an object of strings. */
export function checkGroups<Values>(values: Values): Values {
  const groups: Record<string, unknown> = isObject(values) ? { ...values } : {}
  const isKnown = Object.keys(groups).every((name) => name === 'beneficiary' || name === 'recipient')
  if (!isObject(values) || !isKnown)
    throw new TypeError('fillCheck takes two groups of fields: fillCheck({ beneficiary, recipient }).')
  for (const group of Object.values(groups)) if (group !== undefined) checkValues('fillCheck', group)
  return values
}

/** Throws unless the expectation is an object, such as `{ code: 'card_declined' }`. */
export function checkExpected(call: string, expected: unknown): void {
  if (!isObject(expected)) throw new TypeError(`${call} takes an object: ${call}({ code: 'card_declined' }).`)
}

/** Throws unless a time-out is valid. Playwright and Cypress would name their own inner calls, or wait for ever. */
export function checkTimeout(timeout: unknown): void {
  if (timeout === undefined || (typeof timeout === 'number' && timeout >= 0)) return
  throw new TypeError('timeout: should be a number of milliseconds, 0 or more: { timeout: 5000 }.')
}

/** Throws unless a target is absent or a selector. `isOther`: it is something else that this kit accepts. */
export function checkTarget(target: unknown, isOther: boolean): void {
  if (target === '') {
    throw new TypeError('captureFrame: the selector is empty: leave it out if the page has one capture.')
  }
  if (target === undefined || typeof target === 'string' || isOther) return
  throw new TypeError('captureFrame: the target should be a selector or a locator.')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
