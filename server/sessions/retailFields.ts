/** Ingo requires store, terminal and clerk from merchants that it has configured as retail. */
import type { RetailField } from '../../contract/participant.js'
import type { Merchant } from '../config/merchant.js'
import { ProblemError } from '../problem.js'

const fields: RetailField[] = ['store_id', 'terminal_id', 'clerk_id']

/** Throws `invalid_request` naming the first missing field of a retail merchant's request. */
export function requireRetail({ retail }: Merchant, request: Partial<Record<RetailField, string>>): void {
  const missing = retail ? fields.find((field) => !request[field]?.trim()) : undefined
  if (missing !== undefined) {
    throw new ProblemError('invalid_request', {
      field: missing,
      detail: `${missing}: is missing. INGO_RETAIL is true for this merchant, so every request needs it`,
    })
  }
}
