/** The document contains the brand marks as SVG symbols, so that it shows them before any script runs. Scripts only need the ids. */
import type { Brand } from '../../../contract/session.js'

/** The id of the brand's symbol in the document. */
export function markId(brand: Brand): string {
  return `mark-${brand}`
}
