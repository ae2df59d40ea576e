/** What the first digits of a card number tell: brand, grouping, lengths, length of the CVV. */
import creditCardType from 'credit-card-type'
import { brands, type Brand } from '../../../contract/session.js'

export type CardBrandInfo = {
  /** The brand to show; undefined while several are possible, and for brands this product has no name for. */
  brand?: Brand
  /** No further digit can change the brand, and it is one that is known by name, ours or not. */
  certain: boolean
  gaps: number[]
  lengths: number[]
  cvvLengths: number[]
  /** What the brand calls its CVV, such as `CVC`. */
  cvvName?: string
}

/** ISO/IEC 7812 lengths, for a brand that is not known. */
const ANY_LENGTH = [12, 13, 14, 15, 16, 17, 18, 19]
const unknown: CardBrandInfo = {
  certain: false,
  gaps: [4, 8, 12, 16],
  lengths: ANY_LENGTH,
  cvvLengths: [3, 4],
}

export function detectBrand(digits: string): CardBrandInfo {
  const candidates = findCandidates(digits)
  if (digits === '') return unknown
  // Maestro claims single numbers inside other brands' ranges: it counts only where no other brand does.
  const ours = candidates.filter(({ type }) => isBrand(type))
  const others = ours.filter(({ type }) => type !== 'maestro')
  const [card, second] = others.length > 0 ? others : ours
  const certain = candidates.length === 1
  if (!card || second) return { ...unknown, certain }
  return {
    brand: isBrand(card.type) ? card.type : undefined,
    certain,
    gaps: groupGaps(card.type, card.gaps, digits.length),
    lengths: card.lengths,
    cvvLengths: [card.code.size],
    cvvName: card.code.name,
  }
}

/** No pattern is longer. */
const TELLING_DIGITS = 8
/** A key asks several times, and most keys come after the digits that tell. It goes when the number does. */
let last = { telling: '', candidates: creditCardType('') }

function findCandidates(digits: string): typeof last.candidates {
  const telling = digits.slice(0, TELLING_DIGITS)
  if (telling !== last.telling) last = { telling, candidates: creditCardType(telling) }
  return last.candidates
}

/** Diners Club has numbers of 14 (4-6-4) and of 16 and 19 digits; brands of up to 19 group the last three. */
function groupGaps(type: string, gaps: number[], length: number): number[] {
  if (type === 'american-express') return gaps
  return type === 'diners-club' && length <= 14 ? gaps : unknown.gaps
}

function isBrand(type: string): type is Brand {
  return (brands as readonly string[]).includes(type)
}
