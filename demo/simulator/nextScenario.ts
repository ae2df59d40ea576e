/** The scenario of the next attempt, whatever its account: `PUT /scenarios/next` sets it. */
import type { ScenarioBehavior } from './scenarios/scenario.js'
import { parseJson } from './parseRequest.js'

export type NextScenario = {
  /** Sets the scenario of the next attempt; `undefined` takes it back. */
  set: (scenario: ScenarioBehavior | undefined) => void
  /** The scenario set for this request, if any. The repeats of an attempt get the same one. */
  find: (body: Buffer) => ScenarioBehavior | undefined
  /** Uses up the scenario that `find` has returned for this request; one of an earlier attempt ends. */
  use: (body: Buffer) => void
}

/** Creates the state of one simulator; at first no scenario is set. */
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
 * Requests of one attempt have the same participant_unique_id1; their bytes differ, because each has its own time. A
 * request for open banking has no such id: its attempt is the account.
 */
function nameAttempt(body: Buffer): string {
  const { participant_unique_id1, account_id } = (parseJson(body) ?? {}) as Record<string, unknown>
  return JSON.stringify([participant_unique_id1, account_id])
}

/** Whether a client can't tell from the reply what became of the request, or whether it is processed. */
function mayBeRepeated({ status, instead }: ScenarioBehavior): boolean {
  const family = Math.floor(status / 100)
  return instead !== undefined || family === 5 || family === 9
}
