/**
 * The values of the reference data from network card validation, apart from their schema: backends import them without zod.
 * Source: https://developers.ingopayments.com, `verify--card`.
 */

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
