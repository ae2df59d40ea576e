import type { Webhooks } from './webhooks.js'

const DELIVER_MS = 500
/** The interval of the sweep, which writes the events that no request causes. */
const SWEEP_MS = 10_000

/** Delivers and sweeps regularly. Returns a function that stops both. */
export function runWebhooks({ deliver, sweep, stop }: Webhooks): () => Promise<void> {
  const timers = [setInterval(() => void deliver(), DELIVER_MS), setInterval(() => void sweep(), SWEEP_MS)]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearInterval(timer)
    return stop()
  }
}
