/** Detects a card's brand, grouping, lengths and CVV length from the first digits of its number. */
import creditCardType from 'credit-card-type'
import { brands, type Brand } from '../../../contract/session.js'

/** The properties of a card that follow from the digits typed so far. */
type CardBrandInfo = {
  /** The brand to show. Undefined while several are possible, and for brands that `Brand` does not list. */
  brand?: Brand
  /** True if no further digit can change the brand, even if `Brand` does not list it. */
  certain: boolean
  /** The digit positions before which a gap is shown. */
  gaps: number[]
  lengths: number[]
  cvvLengths: number[]
}

/** Lengths by ISO/IEC 7812, for an unknown brand. */
const ANY_LENGTH = [12, 13, 14, 15, 16, 17, 18, 19]
const unknown: CardBrandInfo = {
  certain: false,
  gaps: [4, 8, 12, 16],
  lengths: ANY_LENGTH,
  cvvLengths: [3, 4],
}

/** Detects the brand from a number's digits, however few. */
export function detectBrand(digits: string): CardBrandInfo {
  const candidates = findCandidates(digits)
  if (digits === '') return unknown
  // Maestro has prefixes inside other brands' ranges, so it counts only if no other brand matches.
  const listed = candidates.filter(({ type }) => isBrand(type))
  const others = listed.filter(({ type }) => type !== 'maestro')
  const [card, second] = others.length > 0 ? others : listed
  const certain = candidates.length === 1
  if (!card || second) return { ...unknown, certain }
  return {
    brand: isBrand(card.type) ? card.type : undefined,
    certain,
    gaps: groupGaps(card.type, card.gaps, digits.length),
    lengths: card.lengths,
    cvvLengths: [card.code.size],
  }
}

/** The length of the longest pattern of credit-card-type. Later digits don't change the brand. */
const PREFIX_LENGTH = 8
/**
 * The last lookup is cached, because each key press detects the brand several times, and most keys come after the prefix.
 * Clearing the number replaces the cached prefix too.
 */
let last = { prefix: '', candidates: creditCardType('') }

function findCandidates(digits: string): typeof last.candidates {
  const prefix = digits.slice(0, PREFIX_LENGTH)
  if (prefix !== last.prefix) last = { prefix, candidates: creditCardType(prefix) }
  return last.candidates
}

/** Diners Club groups numbers of 14 digits 4-6-4, and those of 16 and 19 digits by fours like other brands. */
function groupGaps(type: string, gaps: number[], length: number): number[] {
  if (type === 'american-express') return gaps
  return type === 'diners-club' && length <= 14 ? gaps : unknown.gaps
}

function isBrand(type: string): type is Brand {
  return (brands as readonly string[]).includes(type)
}
