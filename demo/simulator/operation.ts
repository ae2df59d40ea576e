import type { ErrorResponse, ResponseData } from './response.js'
import type { ScenarioBehavior } from './scenarios/scenario.js'

/** A valid request: the id that makes it idempotent, its scenario, and the response's `data` if it succeeds. */
export type ParsedRequest = { id: string; scenario: ScenarioBehavior; data: ResponseData }
export type ParseResult = ParsedRequest | { error: ErrorResponse }

/** What an operation needs besides the body. */
export type SimulatorContext = {
  participantId: number
  /** Ms since 1970. */
  now: () => number
  /** The scenario that `PUT /scenarios/next` has set: it applies whatever the account. */
  forced?: ScenarioBehavior | undefined
  /** The `data` of the response that issued the token. */
  findTokenData: (token: string) => ResponseData | undefined
}

/** Parses a body into a request, or into the response that says what is wrong with it. */
export type ParseOperation = (body: Buffer, context: SimulatorContext) => ParseResult
