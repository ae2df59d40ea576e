/** `require` of `POST /v1/sessions`: what a session requires of a valid card. */
import * as z from 'zod/mini'
import { nameList, namesEachOnce, namesOne } from './choices.js'

const isRequired = z.optional(z.literal(true, 'should be true, or left out'))

/** In Ingo's spelling. */
const cardTypes = ['Debit', 'Prepaid', 'Credit'] as const

/**
 * `push` requires Ingo's `credit_enabled`, and `pull` its `debit_enabled`. Type and limits are compared with
 * `credit_info`, or with `debit_info` if only `pull` is required.
 */
export const cardRequirements = z
  .strictObject({
    push: isRequired,
    pull: isRequired,
    card_types: z.optional(nameList(cardTypes).check(namesOne(cardTypes), namesEachOnce())),
    amount_within_limits: isRequired,
  })
  .check(
    z.refine(
      (body) => Object.keys(body).length > 0,
      'should have at least one of push, pull, card_types and amount_within_limits',
    ),
  )
export type CardRequirements = z.infer<typeof cardRequirements>
