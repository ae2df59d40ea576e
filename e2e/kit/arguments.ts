/** Checks what a test passes, for tests in JavaScript: a mistake gets a sentence, not an error of Playwright or Cypress. */

/** Throws unless the values of fields are an object of strings. The message never contains a value. */
export function checkValues(call: string, values: unknown): void {
  if (!isObject(values)) throw new TypeError(`${call} takes an object: ${call}({ cvv: '123' }).`)
  const wrong = Object.entries(values).find(([, value]) => typeof value !== 'string')
  if (wrong) throw new TypeError(`${wrong[0]}: should be a string, as a person types it.`)
}

/** Throws unless what is expected is an object, such as `{ code: 'card_declined' }`. */
export function checkExpected(call: string, expected: unknown): void {
  if (!isObject(expected)) throw new TypeError(`${call} takes an object: ${call}({ code: 'card_declined' }).`)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
