/**
 * The values of the reference data from network card validation. Ingo documents the values and not the names of their
 * keys, so the server passes on any object that holds nothing but such values. Source: https://developers.ingopayments.com, `verify--card`.
 */
import * as z from 'zod/mini'

/** The provider of the validation. */
export const cardValidationProviders = { '1': 'Visa', '3': 'MasterCard' } as const
/** Whether the name was compared. */
export const nameMatchStatuses = {
  '1': 'performed',
  '2': 'not_performed',
  '3': 'not_supported',
  '4': 'not_configured',
} as const
/** The result for the whole name, and for the first, last and middle name. */
export const nameMatchResults = { '1': 'match', '2': 'partial_match', '3': 'no_match' } as const

/** An object of such values, or one that holds such objects. */
export const cardValidation = z.record(z.string(), z.union([value(), z.record(z.string(), value())]))

function value() {
  return z.union([z.enum(['1', '2', '3', '4']), z.literal([1, 2, 3, 4])])
}
