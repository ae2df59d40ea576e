/** The document has the brand marks as SVG symbols, to show them before any script runs. Scripts only need their ids. */
import type { Brand } from '../../../contract/session.js'

/** The id of the brand's symbol in the document. */
export function markId(brand: Brand): string {
  return `mark-${brand}`
}
