/** What the merchant's backend says of a request: https://developers.ingopayments.com, `verify--card`. */
import * as z from 'zod/mini'
import { optionalText, text } from './fields.js'

/** Where the merchant's counter is: required of those whom Ingo has configured as retail. */
export const retail = {
  store_id: optionalText(255),
  terminal_id: optionalText(255),
  clerk_id: optionalText(255),
}
export type RetailField = keyof typeof retail

/** The merchant's own identifiers; Ingo asks that they hold no non-public information. */
export const participant = {
  participant_unique_id1: text(255),
  participant_unique_id2: optionalText(255),
  ...retail,
}

/** Dollars, at least one cent. */
export const amount = z
  .number('should be a number of dollars')
  .check(z.minimum(0.01, 'should be 0.01 or more'))
