/** The problem that only a merchant's backend receives: a rejected verification, with Ingo's answer. */
import * as z from 'zod/mini'
import { problem } from './errors.js'
import { backendAnswer } from './sessionRequest.js'

/** A problem, and what Ingo has answered: its status, and the whole answer. */
export const backendProblem = z.extend(problem, {
  gateway_status: z.optional(z.int()),
  gateway: z.optional(backendAnswer),
})
export type BackendProblem = z.infer<typeof backendProblem>
