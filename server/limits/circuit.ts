/**
 * Two circuits for each credential: one spares a gateway that is failing, one keeps refused credentials from
 * being tried on and on, which locks accounts.
 */
import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhenResult,
  SamplingBreaker,
  type CircuitBreakerPolicy,
} from 'cockatiel'
import type { Merchant } from '../config.js'
import { baseUrlOf, type Gateway, type Reply } from '../ingo/client.js'
import { outcomeOf } from '../ingo/outcomes.js'
import type { Metrics } from '../metrics.js'

/** Opens at half of at least ten failed calls in 30 s. */
const WINDOW_MS = 30_000
const FEWEST_CALLS = 10
const PROBE_AFTER_MS = 5_000
const REFUSALS = 3
const CREDENTIALS_PROBE_AFTER_MS = 30_000

/** What stands for the gateway's answer while a circuit is open. */
const spared: Reply = { kind: 'crowded', retryAfter: PROBE_AFTER_MS / 1000 }
const stillRefused: Reply = { kind: 'rejected', http: 401 }

export type GuardedGateway = Gateway & {
  /** Whether each credential that was used is refused; after a while one may be tried again. */
  areCredentialsRefused: () => boolean
}

type Circuit = { refused: CircuitBreakerPolicy; failing: CircuitBreakerPolicy; refusedUntil: number }

export function breakCircuits(gateway: Gateway, { circuitOpen }: Metrics): GuardedGateway {
  const circuits = new Map<string, Circuit>()

  function circuitOf({ id: merchant }: Merchant): Circuit {
    const circuit = { refused: whileRefused(), failing: whileFailing(), refusedUntil: 0 }
    circuit.refused.onBreak(() => {
      circuit.refusedUntil = Date.now() + CREDENTIALS_PROBE_AFTER_MS
      circuitOpen.set({ merchant, circuit: 'credentials' }, 1)
    })
    circuit.refused.onReset(() => {
      circuit.refusedUntil = 0
      circuitOpen.set({ merchant, circuit: 'credentials' }, 0)
    })
    circuit.failing.onBreak(() => {
      circuitOpen.set({ merchant, circuit: 'failing' }, 1)
    })
    circuit.failing.onReset(() => {
      circuitOpen.set({ merchant, circuit: 'failing' }, 0)
    })
    return circuit
  }

  return {
    ...gateway,
    areCredentialsRefused() {
      const all = [...circuits.values()]
      // One merchant's mistake is not every merchant's; and without a call now and then it would never heal.
      return all.length > 0 && all.every(({ refusedUntil }) => refusedUntil > Date.now())
    },
    verify(merchant, operation, body, deadline) {
      const credential = `${merchant.ingo.credentials.username} ${baseUrlOf(merchant.ingo, operation)}`
      const circuit = circuits.get(credential) ?? circuitOf(merchant)
      circuits.set(credential, circuit)
      const call = () => gateway.verify(merchant, operation, body, deadline)
      return through(circuit.refused, stillRefused, () => through(circuit.failing, spared, call))
    },
  }
}

async function through(
  circuit: CircuitBreakerPolicy,
  whenOpen: Reply,
  call: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await circuit.execute(call)
  } catch (error) {
    if (error instanceof BrokenCircuitError) return whenOpen
    throw error
  }
}

function whileFailing() {
  const breaker = new SamplingBreaker({
    threshold: 0.5,
    duration: WINDOW_MS,
    minimumRps: FEWEST_CALLS / (WINDOW_MS / 1000),
  })
  return circuitBreaker(handleWhenResult(isFailure), { halfOpenAfter: PROBE_AFTER_MS, breaker })
}

function whileRefused() {
  const breaker = new ConsecutiveBreaker(REFUSALS)
  return circuitBreaker(handleWhenResult(isRefusedCredential), {
    halfOpenAfter: CREDENTIALS_PROBE_AFTER_MS,
    breaker,
  })
}

/** Transport and 5xx alone: a declined card says nothing against the gateway. */
function isFailure(result: unknown): boolean {
  const { kind } = result as Reply
  return kind === 'unsent' || kind === 'unknown'
}

function isRefusedCredential(result: unknown): boolean {
  const reply = result as Reply
  if (reply.kind === 'rejected') return true
  if (reply.kind !== 'answered') return false
  const outcome = outcomeOf(reply.answer.status)
  return outcome.kind === 'refused' && outcome.refusal.code === 'gateway_misconfigured'
}
