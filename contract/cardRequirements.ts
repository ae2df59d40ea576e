/** What a session requires of a card beside that it is valid: `require` of `POST /v1/sessions`. */
import * as z from 'zod/mini'
import { choice, namesEachOnce } from './choices.js'

const isRequired = z.optional(z.literal(true, 'should be true, or left out'))

/**
 * `push` is Ingo's `credit_enabled`, `pull` its `debit_enabled`. Type and limits are those of `credit_info`, or of
 * `debit_info` if only `pull` is required.
 */
export const cardRequirements = z
  .strictObject({
    push: isRequired,
    pull: isRequired,
    card_types: z.optional(
      z
        .array(choice(['Debit', 'Prepaid', 'Credit']))
        .check(z.minLength(1, 'should name at least one type'), namesEachOnce()),
    ),
    amount_within_limits: isRequired,
  })
  .check(z.refine((body) => Object.keys(body).length > 0, 'should name what the card must have'))
export type CardRequirements = z.infer<typeof cardRequirements>
