/**
 * Circuit breakers in front of the client, three kinds:
 * - `failing`, for each credential: stops calls to a gateway that fails.
 * - `credentials`, for each credential: stops repeating rejected credentials, which would lock the account.
 * - one for each participant and kind of request: Ingo enables request groups separately for a merchant, and one that
 *   is not enabled is no reason to stop the others.
 */
import { BrokenCircuitError, CircuitState, type CircuitBreakerPolicy } from 'cockatiel'
import type { Metrics } from '../observability/metrics.js'
import type { GatewayAccount } from './account.js'
import {
  createCredentialsBreaker,
  createFailureBreaker,
  createRequestBreaker,
  FAILURE_PROBE_AFTER_MS,
  REJECTED_PROBE_AFTER_MS,
} from './breakerPolicies.js'
import { operationBaseUrl, type GatewayClient, type GatewayRequest, type GatewayResult } from './client.js'

/** The result of a call while a breaker is open. */
const openBreakerResult: GatewayResult = { kind: 'queue_full', retryAfter: FAILURE_PROBE_AFTER_MS / 1000 }
const stillRejectedResult: GatewayResult = { kind: 'unauthorized', http: 401 }

export type GuardedClient = GatewayClient & {
  /** Whether the credentials of every merchant that has made a call are rejected, until they may be tried again. */
  areCredentialsRefused: () => boolean
  /** The merchants that are served now. Breakers of credentials that none of them uses are dropped. */
  setMerchants: (merchants: GatewayAccount[]) => void
}

type Breakers = {
  credentials: CircuitBreakerPolicy
  failing: CircuitBreakerPolicy
  /** By participant id and kind of request, such as `12345:verify--card third_party_token`. */
  requests: Map<string, CircuitBreakerPolicy>
  /** ms since 1970; 0 while the credentials are accepted. */
  rejectedUntil: number
}

type Dependencies = { metrics: Pick<Metrics, 'circuitOpen'>; now: () => number }

export function withCircuitBreaker(client: GatewayClient, { metrics, now }: Dependencies): GuardedClient {
  let served: GatewayAccount[] = []
  const registry = createBreakerRegistry(now, () => {
    showBreakers(metrics.circuitOpen, served, registry)
  })

  return {
    ...client,
    areCredentialsRefused() {
      const all = served.flatMap(registry.findAll)
      // One merchant's mistake is not every merchant's, and without a call now and then it could not recover.
      return all.length > 0 && all.every(({ rejectedUntil }) => rejectedUntil > now())
    },
    setMerchants(merchants) {
      served = merchants
      registry.keepOnly(served)
      showBreakers(metrics.circuitOpen, served, registry)
    },
    post(account, request, deadline) {
      const breakers = registry.find(account, request.operation)
      const requestBreaker = registry.findForRequest(breakers, account, request)
      return execute(requestBreaker, stillRejectedResult, () =>
        execute(breakers.credentials, stillRejectedResult, () =>
          execute(breakers.failing, openBreakerResult, () => client.post(account, request, deadline)),
        ),
      )
    },
  }
}

type Registry = ReturnType<typeof createBreakerRegistry>

function createBreakerRegistry(now: () => number, onChange: () => void) {
  const byCredential = new Map<string, Breakers>()

  function observeBreaker(breaker: CircuitBreakerPolicy): CircuitBreakerPolicy {
    breaker.onStateChange(onChange)
    return breaker
  }

  function create(): Breakers {
    const breakers: Breakers = {
      credentials: observeBreaker(createCredentialsBreaker()),
      failing: observeBreaker(createFailureBreaker()),
      requests: new Map(),
      rejectedUntil: 0,
    }
    breakers.credentials.onBreak(() => {
      breakers.rejectedUntil = now() + REJECTED_PROBE_AFTER_MS
    })
    breakers.credentials.onReset(() => {
      breakers.rejectedUntil = 0
    })
    return breakers
  }

  /** A merchant has two where open banking has a base URL of its own; two merchants may share one. */
  function findAll({ ingo }: GatewayAccount): Breakers[] {
    const urls = new Set([ingo.url, ingo.openBankingUrl ?? ingo.url])
    return [...urls].flatMap((url) => byCredential.get(credentialKey(ingo, url)) ?? [])
  }

  return {
    findAll,
    find({ ingo }: GatewayAccount, operation: GatewayRequest['operation']): Breakers {
      const key = credentialKey(ingo, operationBaseUrl(ingo, operation))
      const breakers = byCredential.get(key) ?? create()
      byCredential.set(key, breakers)
      return breakers
    },
    findForRequest({ requests }: Breakers, { ingo }: GatewayAccount, request: GatewayRequest) {
      const kind = [request.operation, request.grouping].filter(Boolean).join(' ')
      const key = `${ingo.participantId}:${kind}`
      const breaker = requests.get(key) ?? observeBreaker(createRequestBreaker())
      requests.set(key, breaker)
      return breaker
    },
    /** A call in flight with a dropped credential makes itself a new breaker, which no metric shows. */
    keepOnly(accounts: GatewayAccount[]): void {
      const kept = new Set(accounts.flatMap(findAll))
      for (const [key, breakers] of byCredential) if (!kept.has(breakers)) byCredential.delete(key)
    },
  }
}

/** The secret and the API key are part of the key, so that a corrected one is tried at once. */
function credentialKey({ credentials }: GatewayAccount['ingo'], url: string): string {
  const { username, secret, algorithm, apiKey } = credentials
  return JSON.stringify([url, username, secret, algorithm, apiKey?.header, apiKey?.value])
}

async function execute(
  breaker: CircuitBreakerPolicy,
  whenOpen: GatewayResult,
  call: () => Promise<GatewayResult>,
): Promise<GatewayResult> {
  try {
    return await breaker.execute(call)
  } catch (error) {
    if (error instanceof BrokenCircuitError) return whenOpen
    throw error
  }
}

/** Sets the gauge for each merchant and breaker. */
function showBreakers(gauge: Metrics['circuitOpen'], served: GatewayAccount[], registry: Registry): void {
  gauge.reset()
  for (const account of served) {
    for (const [circuit, isOpen] of openBreakers(account, registry.findAll(account)))
      gauge.set({ merchant: account.id, circuit }, isOpen ? 1 : 0)
  }
}

function openBreakers({ ingo }: GatewayAccount, all: Breakers[]): Map<string, boolean> {
  const open = new Map([
    ['credentials', false],
    ['failing', false],
  ])
  const add = (name: string, { state }: CircuitBreakerPolicy) =>
    open.set(name, open.get(name) === true || state !== CircuitState.Closed)
  for (const { credentials, failing, requests } of all) {
    add('credentials', credentials)
    add('failing', failing)
    for (const [key, breaker] of requests) {
      const [participant, kind = ''] = key.split(':')
      if (participant === String(ingo.participantId)) add(kind, breaker)
    }
  }
  return open
}
