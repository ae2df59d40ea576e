import type { Webhooks } from './webhooks.js'

const DELIVER_MS = 500
/** An event that no request causes is written within a minute. */
const SWEEP_MS = 10_000

/** Delivers and sweeps regularly. Returns what stops it. */
export function runWebhooks({ deliver, sweep, stop }: Webhooks): () => Promise<void> {
  const timers = [setInterval(() => void deliver(), DELIVER_MS), setInterval(() => void sweep(), SWEEP_MS)]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearInterval(timer)
    return stop()
  }
}
