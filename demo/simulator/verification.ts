/** One verification: parse → look for an earlier result → apply the scenario → respond. */
import { changeData, toResponse, type GatewayResponse, type ResponseData } from './response.js'
import type { NextScenario } from './nextScenario.js'
import type { Reviews } from './reviews.js'
import { operations } from './operations.js'
import type { ScenarioBehavior } from './scenarios/scenario.js'

/** A response, or the fault that replaces it. */
export type SimulatedReply = GatewayResponse | 'lost' | 'malformed' | 'http_503' | 'too_many_requests'

type Options = {
  participantId: number
  now: () => number
  next: NextScenario
  reviews: Pick<Reviews, 'begin'>
  sleep: (ms: number) => Promise<unknown>
  /** How many ids, and how many tokens, are kept. With more, the oldest is dropped. */
  capacity?: number
}

/** No success, although its response has a token. */
const OFAC_REVIEW = 130

/** Creates the function that verifies requests; it keeps the result of each participant_unique_id1 in memory. */
export function createVerification({
  participantId,
  now,
  next,
  reviews,
  sleep,
  capacity = 100_000,
}: Options): (path: string, body: Buffer) => Promise<SimulatedReply> {
  const results = createBoundedMap<ResponseData | 'processing'>(capacity)
  const tokens = createBoundedMap<ResponseData>(capacity)

  return async (path, body) => {
    const forced = next.find(body)
    const context = { participantId, now, forced, findTokenData: tokens.get }
    const parsed = operations.get(path)?.(body, context)
    if (!parsed) return { status: 404, client_message: 'There is nothing here' }
    if ('error' in parsed) return parsed.error
    const { id, scenario } = parsed
    const { status, delay_ms, instead, changes } = scenario

    const earlier = results.get(id)
    if (earlier === 'processing') return toResponse(104)
    // The real gateway does the same, even for another account.
    if (earlier) return instead === 'malformed' ? instead : toResponse(101, earlier)

    next.use(body)
    if (instead === 'http_503' || instead === 'too_many_requests') return instead
    const data = changeData(parsed.data, changes)
    if (status === OFAC_REVIEW && data.customer_account_token !== undefined)
      reviews.begin({
        data,
        outcome: scenario.review ?? 'cleared',
        clear: () => {
          results.set(id, data)
          tokens.set(String(parsed.data.customer_account_token), data)
        },
      })
    if (!isSuccess(status)) return toResponse(status, selectRefusedData(scenario, data))

    results.set(id, 'processing')
    // Processing finishes even if the client disconnects.
    const processed = (delay_ms === undefined ? Promise.resolve() : sleep(delay_ms)).then(() => {
      results.set(id, data)
      tokens.set(String(parsed.data.customer_account_token), data)
    })
    if (instead === 'working') return toResponse(104)
    await processed
    return instead ?? toResponse(status, data)
  }
}

/**
 * A review's response has all of the data. A refusal's response has no token, and only the issuers
 * that its scenario names.
 */
function selectRefusedData(
  { status, changes }: ScenarioBehavior,
  data: ResponseData,
): ResponseData | undefined {
  if (status === OFAC_REVIEW) return data
  return changes?.issuers && data.issuers ? { issuers: data.issuers } : undefined
}

/** A map of at most `capacity` entries; adding one more drops the oldest. */
function createBoundedMap<Value>(capacity: number) {
  const entries = new Map<string, Value>()
  return {
    get: (key: string) => entries.get(key),
    set(key: string, value: Value): void {
      entries.set(key, value)
      const [oldest] = entries.keys()
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest)
    },
  }
}

/** 100, 101 and the soft results: approved, though the address match was partial or inconclusive. */
function isSuccess(status: number): boolean {
  return status < OFAC_REVIEW
}
