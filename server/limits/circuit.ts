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
  type IPolicy,
} from 'cockatiel'
import { baseUrlOf, type Gateway, type Reply } from '../ingo/client.js'
import { outcomeOf } from '../ingo/outcomes.js'

/** Opens at half of at least ten failed calls in 30 s. */
const WINDOW_MS = 30_000
const FEWEST_CALLS = 10
const PROBE_AFTER_MS = 5_000
const REFUSALS = 3
const CREDENTIALS_PROBE_AFTER_MS = 30_000

/** What stands for the gateway's answer while a circuit is open. */
const spared: Reply = { kind: 'crowded', retryAfter: PROBE_AFTER_MS / 1000 }
const stillRefused: Reply = { kind: 'rejected', http: 401 }

export function breakCircuits(gateway: Gateway): Gateway {
  const circuits = new Map<string, { refused: IPolicy; failing: IPolicy }>()

  return {
    ...gateway,
    verify(merchant, operation, body) {
      const credential = `${merchant.ingo.credentials.username} ${baseUrlOf(merchant.ingo, operation)}`
      const circuit = circuits.get(credential) ?? { refused: whileRefused(), failing: whileFailing() }
      circuits.set(credential, circuit)
      const call = () => gateway.verify(merchant, operation, body)
      return through(circuit.refused, stillRefused, () => through(circuit.failing, spared, call))
    },
  }
}

async function through(circuit: IPolicy, whenOpen: Reply, call: () => Promise<Reply>): Promise<Reply> {
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
