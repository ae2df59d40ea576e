/** All metrics. Labels are ids, codes, and names of keys that can hold no data; never input. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { createFunnelMetrics } from './funnel.js'

export type Metrics = ReturnType<typeof createMetrics>

/** Each server has its own registry, so that two servers in one process count separately. */
export function createMetrics() {
  const registry = new Registry()
  return {
    registry,
    ...createRequestMetrics([registry]),
    ...createCaptureMetrics([registry]),
    ...createGatewayMetrics([registry]),
    ...createStoreMetrics([registry]),
    ...createWebhookMetrics([registry]),
    ...createIngoWebhookMetrics([registry]),
    ...createFunnelMetrics([registry]),
    ...createProcessMetrics([registry]),
  }
}

function createRequestMetrics(registers: Registry[]) {
  return {
    requests: new Counter({
      name: 'ingo_capture_requests_total',
      help: 'Requests, by route pattern and HTTP status.',
      labelNames: ['route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'ingo_capture_request_duration_seconds',
      help: 'Duration of a request, by route pattern.',
      labelNames: ['route'],
      buckets: [0.002, 0.01, 0.05, 0.2, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
  }
}

function createCaptureMetrics(registers: Registry[]) {
  return {
    attempts: new Counter({
      name: 'ingo_capture_attempts_total',
      help: 'Attempts that ended, by outcome: tokenized, or the error code.',
      labelNames: ['merchant', 'outcome'],
      registers,
    }),
    limited: new Counter({
      name: 'ingo_capture_limited_total',
      help: 'Attempts rejected by a limit: session, address, merchant, or gateway (the queue was full).',
      labelNames: ['merchant', 'limit'],
      registers,
    }),
  }
}

function createGatewayMetrics(registers: Registry[]) {
  return {
    queueWait: new Histogram({
      name: 'ingo_capture_queue_wait_seconds',
      help: 'Time a gateway call waited in the queue.',
      labelNames: ['merchant'],
      buckets: [0.005, 0.05, 0.2, 0.5, 1, 2, 4, 8],
      registers,
    }),
    gatewaySeconds: new Histogram({
      name: 'ingo_capture_gateway_duration_seconds',
      help: 'Duration of a gateway call, by operation and outcome: response, not_sent, unauthorized, path_not_found, rate_limited, or indeterminate.',
      labelNames: ['operation', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30],
      registers,
    }),
    gatewayInFlight: createInFlightGauge(registers),
    circuitOpen: new Gauge({
      name: 'ingo_capture_circuit_open',
      help: '1 while a circuit breaker is open: failing (the gateway fails) or credentials (it rejects them). Captures are refused meanwhile.',
      labelNames: ['merchant', 'circuit'],
      registers,
    }),
    undocumentedShapes: new Counter({
      name: 'ingo_capture_undocumented_shapes_total',
      help: 'Gateway responses, and events of Ingo, with a key that Ingo does not document, or with another type than documented.',
      labelNames: ['operation', 'path', 'type'],
      registers,
    }),
    clockSkew: new Gauge({
      name: 'ingo_capture_clock_skew_seconds',
      help: 'How far the gateway’s clock is ahead of ours: the median of its latest answers.',
      labelNames: ['gateway'],
      registers,
    }),
  }
}

/** Counts in a Map, because the library builds a text of the labels for each change of a gauge. */
function createInFlightGauge(registers: Registry[]) {
  const inFlight = new Map<string, number>()
  new Gauge({
    name: 'ingo_capture_gateway_in_flight',
    help: 'Gateway calls in flight.',
    labelNames: ['merchant'],
    registers,
    collect() {
      for (const [merchant, count] of inFlight) this.set({ merchant }, count)
    },
  })
  return {
    add(merchant: string, change: 1 | -1) {
      inFlight.set(merchant, (inFlight.get(merchant) ?? 0) + change)
    },
  }
}

function createStoreMetrics(registers: Registry[]) {
  return {
    storeSeconds: new Histogram({
      name: 'ingo_capture_store_duration_seconds',
      help: 'Duration of a store operation, failed ones included.',
      labelNames: ['operation'],
      buckets: [0.0005, 0.001, 0.005, 0.02, 0.1, 0.5, 2],
      registers,
    }),
    storeErrors: new Counter({
      name: 'ingo_capture_store_errors_total',
      help: 'Failed store operations, by operation.',
      labelNames: ['operation'],
      registers,
    }),
  }
}

function createWebhookMetrics(registers: Registry[]) {
  return {
    webhooks: new Counter({
      name: 'ingo_capture_webhooks_total',
      help: 'Tries to send a webhook, by outcome: delivered, retried (a later try follows), or given_up.',
      labelNames: ['merchant', 'outcome'],
      registers,
    }),
  }
}

function createIngoWebhookMetrics(registers: Registry[]) {
  return {
    ingoWebhooks: new Counter({
      name: 'ingo_capture_ingo_webhooks_total',
      help: 'Events that Ingo sent, by outcome: applied, unchanged, unknown_session, ambiguous, other_event, in_progress, mismatched, unknown_shape, rejected, or failed.',
      labelNames: ['merchant', 'outcome'],
      registers,
    }),
  }
}

function createProcessMetrics(registers: Registry[]) {
  return {
    notReady: new Gauge({
      name: 'ingo_capture_not_ready',
      help: '1 while the server is not ready for this reason: store (it can’t be used) or draining (the server stops).',
      labelNames: ['reason'],
      registers,
    }),
    eventLoopLag: new Gauge({
      name: 'ingo_capture_event_loop_lag_seconds',
      help: '99th percentile of the event loop’s delay since the last scrape.',
      registers,
    }),
    lastReloadTaken: new Gauge({
      name: 'ingo_capture_config_last_reload_successful',
      help: '1 after a start or an accepted reload; 0 after a rejected reload.',
      registers,
    }),
    buildInfo: new Gauge({
      name: 'ingo_capture_build_info',
      help: 'Always 1, with the running version and its Node.js version as labels.',
      labelNames: ['version', 'node'],
      registers,
    }),
  }
}
