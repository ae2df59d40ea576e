/**
 * The brand of a card number, from card-validator's own table. The library copies its table as JSON for every number,
 * which costs about a twentieth of a capture's CPU. Here the table is read once at start.
 */
import valid from 'card-validator'
import hasCheckDigit from 'card-validator/dist/luhn-10.js'

const { creditCardType } = valid

/** `name` as it is printed on cards, `lengths` in digits. */
type CardBrand = { type: string; name: string; lengths: number[] }
/** The numbers whose first digits are in a range. */
type Range = { from: number; to: number; brand: CardBrand }

/** By prefix length, the longest first: a longer prefix takes precedence. */
const table = createTable()
/** The only brand whose numbers have no check digit. */
const WITHOUT_CHECK_DIGIT = creditCardType.types.UNIONPAY

function createTable(): { digits: number; ranges: Range[] }[] {
  const byDigits = new Map<number, Range[]>()
  for (const name of Object.values(creditCardType.types)) {
    const { type, niceType, lengths, patterns } = creditCardType.getTypeInfo(name)
    const brand = { type, name: niceType, lengths }
    for (const pattern of patterns) {
      const [from = 0, to = from] = [pattern].flat()
      const digits = String(from).length
      byDigits.set(digits, [...(byDigits.get(digits) ?? []), { from, to, brand }])
    }
  }
  return [...byDigits]
    .map(([digits, ranges]) => ({ digits, ranges }))
    .sort((one, other) => other.digits - one.digits)
}

/** The brand of a whole card number of ASCII digits; undefined for a brand that the library doesn't know. */
export function findBrand(account: string): CardBrand | undefined {
  for (const { digits, ranges } of table) {
    const head = Number(account.slice(0, digits))
    for (const { from, to, brand } of ranges) if (head >= from && head <= to) return brand
  }
  return undefined
}

/** Whether length and check digit fit the brand. For a brand that the library doesn't know, the check digit decides. */
export function isValidNumber(account: string, brand: CardBrand | undefined): boolean {
  if (brand && !brand.lengths.includes(account.length)) return false
  return brand?.type === WITHOUT_CHECK_DIGIT || hasCheckDigit(account)
}
