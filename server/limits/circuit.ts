/**
 * Circuits for each credential: one spares a gateway that is failing, one keeps refused credentials from being
 * tried on and on, which locks accounts. And one for each kind of request, for what Ingo has not configured the
 * merchant for: that is no reason to stop what it has.
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
import { baseUrlOf, type Gateway, type GatewayRequest, type Reply } from '../ingo/client.js'
import { outcomeOf } from '../ingo/outcomes.js'
import type { Metrics } from '../metrics.js'

/** Opens at half of at least ten failed calls in 30 s. */
const WINDOW_MS = 30_000
const FEWEST_CALLS = 10
const PROBE_AFTER_MS = 5_000
const REFUSALS = 3
const REFUSED_PROBE_AFTER_MS = 30_000
/** The gateway's 401, of a signature that is wrong; all else of its family speaks of the request or the account. */
const UNAUTHORIZED = 401

/** What stands for the gateway's answer while a circuit is open. */
const spared: Reply = { kind: 'crowded', retryAfter: PROBE_AFTER_MS / 1000 }
const stillRefused: Reply = { kind: 'rejected', http: 401 }

export type GuardedGateway = Gateway & {
  /** Whether each credential that was used is refused; after a while one may be tried again. */
  areCredentialsRefused: () => boolean
}

type Circuit = {
  credentials: CircuitBreakerPolicy
  failing: CircuitBreakerPolicy
  requests: Map<string, CircuitBreakerPolicy>
  refusedUntil: number
}

export function breakCircuits(gateway: Gateway, { circuitOpen }: Metrics): GuardedGateway {
  const circuits = new Map<string, Circuit>()

  function measured(breaker: CircuitBreakerPolicy, { id: merchant }: Merchant, circuit: string) {
    breaker.onBreak(() => {
      circuitOpen.set({ merchant, circuit }, 1)
    })
    breaker.onReset(() => {
      circuitOpen.set({ merchant, circuit }, 0)
    })
    return breaker
  }

  function circuitOf(merchant: Merchant, operation: GatewayRequest['operation']): Circuit {
    const credential = `${merchant.ingo.credentials.username} ${baseUrlOf(merchant.ingo, operation)}`
    const before = circuits.get(credential)
    if (before) return before
    const circuit = {
      credentials: measured(whileRefused(isRefusedCredential), merchant, 'credentials'),
      failing: measured(whileFailing(), merchant, 'failing'),
      requests: new Map<string, CircuitBreakerPolicy>(),
      refusedUntil: 0,
    }
    circuit.credentials.onBreak(() => {
      circuit.refusedUntil = Date.now() + REFUSED_PROBE_AFTER_MS
    })
    circuit.credentials.onReset(() => {
      circuit.refusedUntil = 0
    })
    circuits.set(credential, circuit)
    return circuit
  }

  function requestsOf({ requests }: Circuit, merchant: Merchant, request: GatewayRequest) {
    const kind = [request.operation, request.grouping].filter(Boolean).join(' ')
    const circuit = requests.get(kind) ?? measured(whileRefused(isRefusedRequest), merchant, kind)
    requests.set(kind, circuit)
    return circuit
  }

  return {
    ...gateway,
    areCredentialsRefused() {
      const all = [...circuits.values()]
      // One merchant's mistake is not every merchant's; and without a call now and then it would never heal.
      return all.length > 0 && all.every(({ refusedUntil }) => refusedUntil > Date.now())
    },
    verify(merchant, request, deadline) {
      const circuit = circuitOf(merchant, request.operation)
      const call = () => gateway.verify(merchant, request, deadline)
      const requests = requestsOf(circuit, merchant, request)
      return through(requests, stillRefused, () =>
        through(circuit.credentials, stillRefused, () => through(circuit.failing, spared, call)),
      )
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

function whileRefused(isRefused: (reply: Reply) => boolean) {
  const breaker = new ConsecutiveBreaker(REFUSALS)
  return circuitBreaker(
    handleWhenResult((result) => isRefused(result as Reply)),
    { halfOpenAfter: REFUSED_PROBE_AFTER_MS, breaker },
  )
}

/** Transport and 5xx alone: a declined card says nothing against the gateway. */
function isFailure(result: unknown): boolean {
  const { kind } = result as Reply
  return kind === 'unsent' || kind === 'unknown'
}

function isRefusedCredential(reply: Reply): boolean {
  return reply.kind === 'rejected' || (reply.kind === 'answered' && reply.answer.status === UNAUTHORIZED)
}

function isRefusedRequest(reply: Reply): boolean {
  if (reply.kind !== 'answered' || isRefusedCredential(reply)) return false
  const outcome = outcomeOf(reply.answer.status)
  return outcome.kind === 'refused' && outcome.refusal.code === 'gateway_misconfigured'
}
