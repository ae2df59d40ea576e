/**
 * Circuit breakers in front of the client, two for each credential and gateway URL:
 * - `failing` stops calls to a gateway that fails.
 * - `credentials` stops repeating rejected credentials, which could lock the account.
 *
 * Each opens only if the server's own probe fails too, so that no cardholder can stop the captures of others.
 * A request group that Ingo has not enabled for a merchant has no circuit: a cardholder can cause its status codes, and
 * each such call ends as `gateway_misconfigured` anyway.
 */
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { GatewayAccount } from './account.js'
import { createCircuit, type Circuit } from './circuit.js'
import { credentialsPolicy, failingPolicy } from './circuitPolicies.js'
import { operationBaseUrl, type GatewayClient, type GatewayRequest } from './client.js'
import type { GatewayResult } from './gatewayResult.js'
import type { Operation } from './operations.js'
import type { Probe } from './tokenProbe.js'

export type GuardedClient = GatewayClient & {
  /** The result of a call if a circuit is open. Such a call needs no permit of the rate limiter. */
  openResult: (account: GatewayAccount, operation: Operation) => GatewayResult | undefined
  /** Sets the configured merchants. Drops the circuits of credentials that none of them uses. */
  setMerchants: (merchants: GatewayAccount[]) => void
}

type Dependencies = { metrics: Pick<Metrics, 'circuitOpen'>; log: Log; now: () => number; probe: Probe }

export function withCircuitBreaker(client: GatewayClient, dependencies: Dependencies): GuardedClient {
  const { circuitOpen } = dependencies.metrics
  let served: GatewayAccount[] = []
  const registry = createRegistry(dependencies, () => {
    showCircuits(circuitOpen, served, registry)
  })

  return {
    openResult: (account, operation) => openResult(registry.find(account, operation)),
    setMerchants(merchants) {
      served = merchants
      registry.keepOnly(served)
      showCircuits(circuitOpen, served, registry)
    },
    post(account, request, deadline) {
      // A circuit may have opened while the call was in the queue.
      const circuits = registry.find(account, request.operation)
      const open = openResult(circuits)
      if (open) return Promise.resolve(open)
      return client.post(account, request, deadline).then((result) => {
        for (const circuit of circuits) circuit.record(callSource(request), result)
        return result
      })
    },
    close() {
      registry.keepOnly([])
      return client.close()
    },
  }
}

function openResult(circuits: Circuit[]): GatewayResult | undefined {
  const open = circuits.find((circuit) => circuit.isOpen())
  return open && { kind: 'queue_full', retryAfter: open.policy.pauseMs / 1000 }
}

/** The session, or the request of the merchant's backend. */
function callSource({ context }: GatewayRequest): string {
  return context?.session ?? context?.request_id ?? ''
}

/** `account` made the latest call: the probe is sent with its participant and its rate. */
type Guard = { account: GatewayAccount; circuits: Circuit[] }

type Registry = ReturnType<typeof createRegistry>

function createRegistry({ log, now, probe }: Dependencies, onChange: () => void) {
  const byCredential = new Map<string, Guard>()

  function create(account: GatewayAccount, url: string): Guard {
    const guard: Guard = { account, circuits: [] }
    const probeOnce = joinCalls(() => probe(guard.account, url))
    const report = (circuit: Circuit) => {
      const outcome = circuit.isOpen() ? 'open' : 'closed'
      const fields = { merchant: guard.account.id, reason: circuit.policy.name, outcome }
      log[outcome === 'open' ? 'error' : 'info']('circuit', fields)
      onChange()
    }
    guard.circuits = [credentialsPolicy, failingPolicy].map((policy) =>
      createCircuit(policy, { probe: probeOnce, now, onChange: report }),
    )
    return guard
  }

  /** The circuits of all of the merchant's gateways. Merchants with the same credentials and URL share circuits. */
  function findAll({ ingo }: GatewayAccount): Circuit[] {
    const urls = new Set([ingo.url, ingo.openBankingUrl ?? ingo.url])
    return [...urls].flatMap((url) => byCredential.get(credentialKey(ingo, url))?.circuits ?? [])
  }

  return {
    findAll,
    find(account: GatewayAccount, operation: Operation): Circuit[] {
      const url = operationBaseUrl(account.ingo, operation)
      const key = credentialKey(account.ingo, url)
      const guard = byCredential.get(key) ?? create(account, url)
      guard.account = account
      byCredential.set(key, guard)
      return guard.circuits
    },
    /** Drops the circuits of all other accounts. A call in flight with a dropped credential records nothing. */
    keepOnly(accounts: GatewayAccount[]): void {
      const kept = new Set(accounts.flatMap(findAll))
      for (const [key, { circuits }] of byCredential) {
        if (circuits.some((circuit) => kept.has(circuit))) continue
        byCredential.delete(key)
        for (const circuit of circuits) circuit.stop()
      }
    },
  }
}

/** One call at a time: a second caller gets the result of the call in flight. */
function joinCalls<Result>(call: () => Promise<Result>): () => Promise<Result> {
  let inFlight: Promise<Result> | undefined
  return () => {
    inFlight ??= call().finally(() => {
      inFlight = undefined
    })
    return inFlight
  }
}

/** By credentials and URL. Cached, because every call needs the key twice. */
const credentialKeys = new WeakMap<GatewayAccount['ingo']['credentials'], Map<string, string>>()

/** The secret and the API key are part of the key, so that a corrected one is tried at once. */
function credentialKey({ credentials }: GatewayAccount['ingo'], url: string): string {
  const keys = credentialKeys.get(credentials) ?? new Map<string, string>()
  credentialKeys.set(credentials, keys)
  const { username, secret, algorithm, apiKey } = credentials
  const key =
    keys.get(url) ?? JSON.stringify([url, username, secret, algorithm, apiKey?.header, apiKey?.value])
  keys.set(url, key)
  return key
}

/** Sets the gauge for each merchant and circuit. */
function showCircuits(gauge: Metrics['circuitOpen'], served: GatewayAccount[], registry: Registry): void {
  gauge.reset()
  for (const account of served) {
    const open = registry.findAll(account).filter((circuit) => circuit.isOpen())
    for (const { name } of [credentialsPolicy, failingPolicy]) {
      const isOpen = open.some(({ policy }) => policy.name === name)
      gauge.set({ merchant: account.id, circuit: name }, isOpen ? 1 : 0)
    }
  }
}
