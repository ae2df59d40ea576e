/** The scenario of the next attempt, whatever its account: `PUT /scenarios/next` sets it. */
import type { ScenarioBehavior } from './scenarios/scenario.js'
import { parseJson } from './parseRequest.js'

export type NextScenario = {
  /** Sets the scenario of the next attempt. `undefined` removes it. */
  set: (scenario: ScenarioBehavior | undefined) => void
  /** The scenario for this request, if one is set. Repeats of an attempt get the scenario of its first request. */
  find: (body: Buffer) => ScenarioBehavior | undefined
  /** Uses up the scenario that `find` returned: from then on, only repeats of this attempt get it. */
  use: (body: Buffer) => void
}

/** Creates the state of one simulator. No scenario is set yet. */
export function createNextScenario(): NextScenario {
  let next: ScenarioBehavior | undefined
  let used: { attempt: string; scenario: ScenarioBehavior } | undefined

  const isRepeat = (attempt: string) => used?.attempt === attempt
  return {
    set(scenario) {
      next = scenario
      used = undefined
    },
    find: (body) => (isRepeat(nameAttempt(body)) ? used?.scenario : next),
    use(body) {
      const attempt = nameAttempt(body)
      if (isRepeat(attempt)) return
      used = next && mayBeRepeated(next) ? { attempt, scenario: next } : undefined
      next = undefined
    },
  }
}

/**
 * Names the attempt that a request belongs to. Requests of one attempt have the same participant_unique_id1, but
 * different timestamps. A request for open banking has no such id, so its account is used.
 */
function nameAttempt(body: Buffer): string {
  const { participant_unique_id1, account_id } = (parseJson(body) ?? {}) as Record<string, unknown>
  return JSON.stringify([participant_unique_id1, account_id])
}

/** Whether the client may repeat the request, because the reply does not say how it ended, or if it was processed. */
function mayBeRepeated({ status, instead }: ScenarioBehavior): boolean {
  const family = Math.floor(status / 100)
  return instead !== undefined || family === 5 || family === 9
}
