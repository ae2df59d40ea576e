/** Fields that the merchant's backend sets. Source: https://developers.ingopayments.com, `verify--card`. */
import * as z from 'zod/mini'
import { emptyOrText, text } from './fields.js'

/** Ingo documents null for an absent value. */
function absentOrText(max: number) {
  return z.optional(
    z.pipe(
      z.nullable(emptyOrText(max)),
      z.transform((value) => value ?? undefined),
    ),
  )
}

/** The point of sale. Required for merchants that Ingo has configured as retail. */
const retail = {
  store_id: absentOrText(255),
  terminal_id: absentOrText(255),
  clerk_id: absentOrText(255),
}
export type RetailField = keyof typeof retail

/**
 * The merchant's own identifiers, as Ingo's requests have them. Ingo requires that they contain no non-public
 * information.
 */
export const participant = {
  participant_unique_id1: text(255),
  participant_unique_id2: absentOrText(255),
  ...retail,
}

/** The identifiers in a request of the merchant's backend. Without a participant_unique_id1, the server makes one. */
export const merchantIds = {
  ...participant,
  participant_unique_id1: z.optional(participant.participant_unique_id1),
}

/** Dollars and cents, at least 0.01. */
export const amount = z
  .number('should be a number of dollars, such as 10.50, without quotation marks')
  .check(
    z.minimum(0.01, 'should be 0.01 or more'),
    z.refine(isCents, 'should be dollars and cents: at most two decimals, such as 10.50'),
  )

function isCents(dollars: number): boolean {
  return Number.isSafeInteger(Math.round(dollars * 100)) && Number(dollars.toFixed(2)) === dollars
}
