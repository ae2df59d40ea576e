/**
 * The values of the reference data from network card validation. Ingo documents the values and not the names of their
 * keys, so the server passes on any object that holds nothing but such values. Source: https://developers.ingopayments.com, `verify--card`.
 */
import * as z from 'zod/mini'

/** An object of such values, or one that holds such objects. */
export const cardValidation = z.record(z.string(), z.union([value(), z.record(z.string(), value())]))

function value() {
  return z.union([z.enum(['1', '2', '3', '4']), z.literal([1, 2, 3, 4])])
}
