import type { ErrorResponse, ResponseData } from './response.js'
import type { ScenarioBehavior } from './scenarios/scenario.js'

/** A valid request: the id that makes it idempotent, its scenario, and the `data` of a successful response. */
export type ParsedRequest = { id: string; scenario: ScenarioBehavior; data: ResponseData }
export type ParseResult = ParsedRequest | { error: ErrorResponse }

/** What an operation needs besides the body. */
export type SimulatorContext = {
  participantId: number
  /** Ms since 1970. */
  now: () => number
  /** The scenario of `PUT /scenarios/next`, which applies to any account. */
  forced?: ScenarioBehavior | undefined
  /** Finds the `data` of the response that issued a token. */
  findTokenData: (token: string) => ResponseData | undefined
}

/** Parses a body into a request, or into the response that names the error. */
export type ParseOperation = (body: Buffer, context: SimulatorContext) => ParseResult
