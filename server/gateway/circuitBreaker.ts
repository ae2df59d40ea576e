/**
 * Circuits for each credential: one spares a gateway that is failing, one keeps refused credentials from being
 * tried on and on, which locks accounts. And one for each kind of request, for what Ingo has not configured the
 * merchant for: that is no reason to stop what it has.
 */
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  SamplingBreaker,
  type CircuitBreakerPolicy,
} from 'cockatiel'
import type { Merchant } from '../config/merchant.js'
import { operationBaseUrl, type GatewayClient, type GatewayRequest, type GatewayResult } from './client.js'
import { classifyStatus } from './outcomes.js'
import type { Metrics } from '../observability/metrics.js'

/** Opens at half of at least ten failed calls in 30 s. */
const WINDOW_MS = 30_000
const FEWEST_CALLS = 10
const PROBE_AFTER_MS = 5_000
const REFUSALS = 3
const REFUSED_PROBE_AFTER_MS = 30_000
/** The gateway's 401, of a signature that is wrong; all else of its family speaks of the request or the account. */
const UNAUTHORIZED = 401

/** What stands for the gateway's answer while a circuit is open. */
const openBreakerResult: GatewayResult = { kind: 'crowded', retryAfter: PROBE_AFTER_MS / 1000 }
const stillRefused: GatewayResult = { kind: 'rejected', http: 401 }

export type GuardedGateway = GatewayClient & {
  /** Whether each credential that was used is refused; after a while one may be tried again. */
  areCredentialsRefused: () => boolean
  /** Who is served from now on: a credential that nobody has any more is neither counted nor shown. */
  setMerchants: (merchants: Merchant[]) => void
}

type Circuit = {
  credentials: CircuitBreakerPolicy
  failing: CircuitBreakerPolicy
  /** By participant and kind. */
  requests: Map<string, CircuitBreakerPolicy>
  refusedUntil: number
}

export function withCircuitBreaker(gateway: GatewayClient, { circuitOpen }: Metrics): GuardedGateway {
  const circuits = new Map<string, Circuit>()
  let served: Merchant[] = []

  function observeBreaker(breaker: CircuitBreakerPolicy) {
    breaker.onStateChange(show)
    return breaker
  }

  /** Merchants may share a circuit, and one merchant has two where open banking has a URL of its own. */
  function show(): void {
    circuitOpen.reset()
    for (const merchant of served) {
      for (const [circuit, isOpen] of openOf(merchant))
        circuitOpen.set({ merchant: merchant.id, circuit }, isOpen ? 1 : 0)
    }
  }

  function openOf(merchant: Merchant): Map<string, boolean> {
    const open = new Map([
      ['credentials', false],
      ['failing', false],
    ])
    for (const { credentials, failing, requests } of circuitsOf(merchant)) {
      const note = (name: string, { state }: CircuitBreakerPolicy) =>
        open.set(name, open.get(name) === true || state !== CircuitState.Closed)
      note('credentials', credentials)
      note('failing', failing)
      for (const [name, breaker] of requests) {
        const [participant, kind = ''] = name.split(':')
        if (participant === String(merchant.ingo.participantId)) note(kind, breaker)
      }
    }
    return open
  }

  function circuitsOf({ ingo }: Merchant): Circuit[] {
    const urls = new Set([ingo.url, ingo.openBankingUrl ?? ingo.url])
    return [...urls].flatMap((url) => circuits.get(credentialOf(ingo, url)) ?? [])
  }

  function circuitOf({ ingo }: Merchant, operation: GatewayRequest['operation']): Circuit {
    const credential = credentialOf(ingo, operationBaseUrl(ingo, operation))
    const before = circuits.get(credential)
    if (before) return before
    const circuit = {
      credentials: observeBreaker(whileRefused(isRefusedCredential)),
      failing: observeBreaker(whileFailing()),
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

  function requestsOf({ requests }: Circuit, { ingo }: Merchant, request: GatewayRequest) {
    const kind = [request.operation, request.grouping].filter(Boolean).join(' ')
    const name = `${ingo.participantId}:${kind}`
    const circuit = requests.get(name) ?? observeBreaker(whileRefused(isRefusedRequest))
    requests.set(name, circuit)
    return circuit
  }

  return {
    ...gateway,
    areCredentialsRefused() {
      const all = served.flatMap(circuitsOf)
      // One merchant's mistake is not every merchant's; and without a call now and then it would never heal.
      return all.length > 0 && all.every(({ refusedUntil }) => refusedUntil > Date.now())
    },
    setMerchants(merchants) {
      served = merchants
      const kept = new Set(served.flatMap(circuitsOf))
      // What is still under way with a credential that has gone finds a new circuit, which nobody is shown.
      for (const [credential, circuit] of circuits) if (!kept.has(circuit)) circuits.delete(credential)
      show()
    },
    verify(merchant, request, deadline) {
      const circuit = circuitOf(merchant, request.operation)
      const call = () => gateway.verify(merchant, request, deadline)
      const requests = requestsOf(circuit, merchant, request)
      return execute(requests, stillRefused, () =>
        execute(circuit.credentials, stillRefused, () => execute(circuit.failing, openBreakerResult, call)),
      )
    },
  }
}

/** The secret is part of it: one that was mended is tried at once. */
function credentialOf({ credentials }: Merchant['ingo'], url: string): string {
  const { username, secret, algorithm } = credentials
  return JSON.stringify([url, username, secret, algorithm])
}

async function execute(
  circuit: CircuitBreakerPolicy,
  whenOpen: GatewayResult,
  call: () => Promise<GatewayResult>,
): Promise<GatewayResult> {
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

function whileRefused(isRefused: (reply: GatewayResult) => boolean) {
  const breaker = new ConsecutiveBreaker(REFUSALS)
  return circuitBreaker(
    handleWhenResult((result) => isRefused(result as GatewayResult)),
    { halfOpenAfter: REFUSED_PROBE_AFTER_MS, breaker },
  )
}

/** Transport and 5xx alone: a declined card says nothing against the gateway. */
function isFailure(result: unknown): boolean {
  const { kind } = result as GatewayResult
  return kind === 'unsent' || kind === 'unknown'
}

function isRefusedCredential(reply: GatewayResult): boolean {
  return reply.kind === 'rejected' || (reply.kind === 'answered' && reply.answer.status === UNAUTHORIZED)
}

function isRefusedRequest(reply: GatewayResult): boolean {
  if (reply.kind !== 'answered' || isRefusedCredential(reply)) return false
  const outcome = classifyStatus(reply.answer.status)
  return outcome.kind === 'refused' && outcome.refusal.code === 'gateway_misconfigured'
}
