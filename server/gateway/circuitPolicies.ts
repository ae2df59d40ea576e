/**
 * The rules by which each circuit becomes suspected, and by which its probe opens or closes it.
 *
 * A cardholder's content can cause a reset, a time-out, a 5xx, a firewall's 403 and any status of an envelope. So no
 * result of a capture opens a circuit. Results of several sources can only make it suspected. The server then sends its
 * own probe, whose result decides. Captures continue meanwhile.
 *
 * A source is a session. A call of the merchant's backend (`POST /v1/verifications`) has no session. It needs the
 * merchant's secret key, so each one counts as a source of its own.
 */
import type { GatewayResult } from './gatewayResult.js'

/** What a result says about one circuit. Undefined if it says nothing. */
type Verdict = 'broken' | 'works' | undefined

/** Counts a call's verdict, and returns whether the circuit is suspected. `now` in ms since 1970. */
type Suspect = (source: string, verdict: 'broken' | 'works', now: number) => boolean

export type CircuitPolicy = {
  name: 'failing' | 'credentials'
  judge: (result: GatewayResult) => Verdict
  createSuspect: () => Suspect
  /** Whether the success of any call closes the circuit; otherwise only the probe does. */
  closesOnSuccess: boolean
  /** Between the end of one probe and the next one, in ms. */
  pauseMs: number
}

const MIN_SOURCES = 3
/** The circuit is suspected if half of at least ten calls in 30 s fail. */
const FAILING_WINDOW_S = 30
const FAILING_SHARE = 0.5
const MIN_CALLS = 10
const REFUSED_WINDOW_MS = 600_000

/** Stops calls to a gateway that fails. */
export const failingPolicy: CircuitPolicy = {
  name: 'failing',
  judge: judgeAvailability,
  createSuspect: createFailingSuspect,
  closesOnSuccess: false,
  pauseMs: 5_000,
}

/** Stops repeating rejected credentials, which could lock the account. */
export const credentialsPolicy: CircuitPolicy = {
  name: 'credentials',
  judge: judgeCredentials,
  createSuspect: createRefusedSuspect,
  closesOnSuccess: true,
  pauseMs: 30_000,
}

/** Only transport errors and 5xx count as failures. A declined card or a firewall's page shows no broken gateway. */
function judgeAvailability(result: GatewayResult): Verdict {
  switch (result.kind) {
    case 'queue_full':
      return undefined
    case 'not_sent':
      return 'broken'
    case 'indeterminate':
      return result.http === undefined || result.http >= 500 ? 'broken' : 'works'
    case 'response':
      return result.response.status >= 500 && result.response.status <= 599 ? 'broken' : 'works'
    default:
      return 'works'
  }
}

/**
 * Only HTTP 401 counts as a refusal. Kong, the API gateway in front of Ingo, sends it for a signature that it does not
 * accept (plugin `hmac-auth`), and checks the signature before anything reads the content. A status 401 inside HTTP 200
 * does not count, nor does a text of Kong there, because content could cause both. Status 402 is about the clock.
 */
function judgeCredentials(result: GatewayResult): Verdict {
  if (result.kind === 'unauthorized') return result.http === 401 ? 'broken' : undefined
  if (result.kind !== 'response' || result.response.status === 402) return undefined
  if (result.http === 401) return 'broken'
  return result.response.status === 401 ? undefined : 'works'
}

type CallCount = { calls: number; failures: number; sources: Set<string> }

/** Counts by second, so that it needs little memory at any rate. */
function createFailingSuspect(): Suspect {
  const seconds = new Map<number, CallCount>()

  function startSecond(second: number): CallCount {
    // Uses the absolute age, because our clock may have been corrected in either direction.
    for (const each of seconds.keys()) if (Math.abs(second - each) >= FAILING_WINDOW_S) seconds.delete(each)
    const count = { calls: 0, failures: 0, sources: new Set<string>() }
    seconds.set(second, count)
    return count
  }

  return (source, verdict, now) => {
    const second = Math.floor(now / 1000)
    const count = seconds.get(second) ?? startSecond(second)
    count.calls += 1
    if (verdict === 'works') return false
    count.failures += 1
    if (count.sources.size < MIN_SOURCES) count.sources.add(source)
    const all = [...seconds.values()]
    const calls = all.reduce((sum, each) => sum + each.calls, 0)
    const failures = all.reduce((sum, each) => sum + each.failures, 0)
    const sources = new Set(all.flatMap((each) => [...each.sources]))
    return calls >= MIN_CALLS && failures >= calls * FAILING_SHARE && sources.size >= MIN_SOURCES
  }
}

/** The circuit is suspected if three sources are refused within ten minutes, without a success in between. */
function createRefusedSuspect(): Suspect {
  /** The latest refused sources, each with the time of its refusal, oldest first. */
  const refused = new Map<string, number>()
  return (source, verdict, now) => {
    if (verdict === 'works') {
      // Clears the map only if needed: clearing allocates a new table, and nearly every call works.
      if (refused.size > 0) refused.clear()
      return false
    }
    refused.delete(source)
    refused.set(source, now)
    const [oldest = ''] = refused.keys()
    if (refused.size > MIN_SOURCES) refused.delete(oldest)
    for (const [each, at] of refused) if (Math.abs(now - at) >= REFUSED_WINDOW_MS) refused.delete(each)
    return refused.size >= MIN_SOURCES
  }
}
