import type { Data, Refusal } from './answer.js'
import type { Behaviour } from './scenarios.js'

/** A request that is sound: what keys it, what shall become of it, and the answer's `data` if it succeeds. */
export type Asked = { id: string; scenario: Behaviour; data: Data }
export type Reading = {
  participantId: number
  now: () => number
  /** The `data` that a token was given out with. */
  data: (token: string) => Data | undefined
}

export type Read = (body: Buffer, reading: Reading) => Asked | { refusal: Refusal }
