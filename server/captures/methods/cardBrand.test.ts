/** Compares the table of brands with card-validator's own lookup. */
import valid from 'card-validator'
import hasCheckDigit from 'card-validator/dist/luhn-10.js'
import { expect, it } from 'vitest'
import { findBrand, isValidNumber } from './cardBrand.js'

const { creditCardType } = valid
const MIN_DIGITS = 12
const MAX_DIGITS = 19
const RANDOM_NUMBERS = 20_000

/** A fixed sequence of digits, so that a failure can be repeated (Park and Miller's generator). */
function createDigits(): () => string {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return String(state).padStart(10, '0').slice(1)
  }
}

/** Prefixes equal to each edge of the library's patterns, just below it, and just above it. */
function edges(): string[] {
  const patterns = Object.values(creditCardType.types).flatMap(
    (name) => creditCardType.getTypeInfo(name).patterns,
  )
  return patterns.flat().flatMap((edge) => [edge - 1, edge, edge + 1].map(String))
}

function describeByLibrary(account: string): [string | undefined, string | undefined, boolean] {
  const { card, isValid } = valid.number(account)
  return [card?.type, card?.niceType, card ? isValid : hasCheckDigit(account)]
}

/** The numbers for which the library and the table disagree. */
function differences(accounts: Iterable<string>): string[] {
  return [...accounts].filter((account) => {
    const brand = findBrand(account)
    const [type, name, isValid] = describeByLibrary(account)
    return brand?.type !== type || brand?.name !== name || isValidNumber(account, brand) !== isValid
  })
}

it('finds the brand that card-validator finds, at every edge of its table, in every length', () => {
  const next = createDigits()
  const accounts = edges().flatMap((edge) =>
    Array.from({ length: MAX_DIGITS - MIN_DIGITS + 1 }, (_, more) =>
      (edge + next() + next()).slice(0, MIN_DIGITS + more),
    ),
  )
  const withCheckDigit = accounts.flatMap((account) =>
    Array.from({ length: 10 }, (_, digit) => `${account.slice(0, -1)}${digit}`).filter((each) =>
      hasCheckDigit(each),
    ),
  )
  expect(withCheckDigit).toHaveLength(accounts.length)
  expect(differences([...accounts, ...withCheckDigit])).toEqual([])
})

it(`finds the brand that card-validator finds, in ${RANDOM_NUMBERS} numbers`, () => {
  const next = createDigits()
  const accounts = Array.from({ length: RANDOM_NUMBERS }, (_, index) =>
    (next() + next() + next()).slice(0, MIN_DIGITS + (index % (MAX_DIGITS - MIN_DIGITS + 1))),
  )
  expect(differences(accounts)).toEqual([])
}, 30_000)
