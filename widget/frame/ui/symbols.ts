/** The marks are in the document, which shows them before any script has run: the scripts need no more than their names. */
import type { Brand } from '../../../contract/session.js'

/** The id of the brand's mark in the document. */
export function markId(brand: Brand): string {
  return `mark-${brand}`
}
