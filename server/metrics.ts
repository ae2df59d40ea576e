/** Everything that is counted, under names that stay. Labels are ids and codes only, never what was typed. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** A registry of its own for each server, so that two in one process don't count for each other. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
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
    circuitOpen: new Gauge({
      name: 'ingo_capture_circuit_open',
      help: '1 while the gateway is spared: it fails (failing), refuses the credentials (credentials), or one kind of request (its name).',
      labelNames: ['merchant', 'circuit'],
      registers,
    }),
    clockDrift: new Gauge({
      name: 'ingo_capture_clock_drift_seconds',
      help: 'How far the gateway’s clock was ahead of ours at its last answer.',
      registers,
    }),
    storeErrors: new Counter({
      name: 'ingo_capture_store_errors_total',
      help: 'What the store could not do, by operation.',
      labelNames: ['operation'],
      registers,
    }),
  }
}
