/** Everything that is counted, under names that stay. Labels are ids and codes only, never what was typed. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** A registry of its own for each server, so that two in one process don't count for each other. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'ingo_capture_requests_total',
      help: 'Answered requests, by the pattern of their route and their HTTP status.',
      labelNames: ['route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'ingo_capture_request_duration_seconds',
      help: 'How long a request took, by the pattern of its route.',
      labelNames: ['route'],
      buckets: [0.002, 0.01, 0.05, 0.2, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    attempts: new Counter({
      name: 'ingo_capture_attempts_total',
      help: 'Attempts that came to an end, by outcome: tokenized, or the code of the error.',
      labelNames: ['merchant', 'outcome'],
      registers,
    }),
    limited: new Counter({
      name: 'ingo_capture_limited_total',
      help: 'Attempts turned away, by limit: session, address, merchant, or gateway (the line was full).',
      labelNames: ['merchant', 'limit'],
      registers,
    }),
    queueWait: new Histogram({
      name: 'ingo_capture_queue_wait_seconds',
      help: 'How long a call to the gateway waited for its turn.',
      labelNames: ['merchant'],
      buckets: [0.005, 0.05, 0.2, 0.5, 1, 2, 4, 8],
      registers,
    }),
    gatewaySeconds: new Histogram({
      name: 'ingo_capture_gateway_duration_seconds',
      help: 'How long a call to the gateway took, by operation and outcome: answered, unsent, rejected, throttled, or unknown.',
      labelNames: ['operation', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30],
      registers,
    }),
    gatewayInFlight: new Gauge({
      name: 'ingo_capture_gateway_in_flight',
      help: 'Calls to the gateway that are under way.',
      labelNames: ['merchant'],
      registers,
    }),
    circuitOpen: new Gauge({
      name: 'ingo_capture_circuit_open',
      help: '1 while the gateway is spared: it fails (failing), refuses the credentials (credentials), or one kind of request (its name).',
      labelNames: ['merchant', 'circuit'],
      registers,
    }),
    clockSkew: new Gauge({
      name: 'ingo_capture_clock_drift_seconds',
      help: 'How far the gateway’s clock was ahead of ours at its last answer.',
      registers,
    }),
    storeSeconds: new Histogram({
      name: 'ingo_capture_store_duration_seconds',
      help: 'How long the store took, by operation; what it could not do is in there too.',
      labelNames: ['operation'],
      buckets: [0.0005, 0.001, 0.005, 0.02, 0.1, 0.5, 2],
      registers,
    }),
    storeErrors: new Counter({
      name: 'ingo_capture_store_errors_total',
      help: 'What the store could not do, by operation.',
      labelNames: ['operation'],
      registers,
    }),
    eventLoopLag: new Gauge({
      name: 'ingo_capture_event_loop_lag_seconds',
      help: 'What one in a hundred turns of the event loop waited since the last scrape, or longer.',
      registers,
    }),
    lastReloadTaken: new Gauge({
      name: 'ingo_capture_config_last_reload_successful',
      help: '1 after a start or a reload; 0 while a configuration that was read again is not taken.',
      registers,
    }),
    buildInfo: new Gauge({
      name: 'ingo_capture_build_info',
      help: 'Always 1: the version that runs, and the Node.js that runs it.',
      labelNames: ['version', 'node'],
      registers,
    }),
  }
}
