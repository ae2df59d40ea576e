/** The problem body of a rejected verification. Only a merchant's backend receives it. */
import * as z from 'zod/mini'
import { problem } from './errors.js'
import { backendAnswer } from './sessionRequest.js'

/** `gateway` is Ingo's response, and `gateway_status` is its status. */
export const backendProblem = z.extend(problem, {
  gateway_status: z.optional(z.int()),
  gateway: z.optional(backendAnswer),
})
export type BackendProblem = z.infer<typeof backendProblem>
