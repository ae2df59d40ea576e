/**
 * How far each gateway's clock is ahead of ours, as a metric. Ingo refuses a date that is more than 300 s off.
 * It is the median of the latest answers: a single odd `Date` changes nothing.
 */
import type { Metrics } from '../observability/metrics.js'
import type { GatewayAccount } from './account.js'

const MAX_SAMPLES = 7
/** With fewer, one odd answer would be the median. */
const MIN_SAMPLES = 3
/** Long enough that a merchant with few captures has three answers. */
const SAMPLE_TTL_MS = 3_600_000

/** In ms; `at` is our time, in ms since 1970. */
type Sample = { skew: number; at: number }

export type ClockSkew = {
  /** Takes the `Date` header of an answer of the gateway at `url`. An invalid one is ignored. */
  record(url: string, date: unknown): void
  /** The merchants that are served now. The metric shows their gateways alone, each with 0 before it has answered. */
  setMerchants(merchants: GatewayAccount[]): void
}

type Dependencies = { metrics: Pick<Metrics, 'clockSkew'>; now: () => number }

export function createClockSkew({ metrics: { clockSkew: gauge }, now }: Dependencies): ClockSkew {
  /** By host, oldest first. */
  const gateways = new Map<string, Sample[]>()

  function show(gateway: string): void {
    const skews = (gateways.get(gateway) ?? []).map(({ skew }) => skew).sort((a, b) => a - b)
    if (skews.length >= MIN_SAMPLES) gauge.set({ gateway }, median(skews) / 1000)
  }

  return {
    record(url, date) {
      const { host } = new URL(url)
      const samples = gateways.get(host)
      const sent = Date.parse(String(date))
      // A call in flight with a removed gateway has no series any more.
      if (!samples || Number.isNaN(sent)) return
      const at = now()
      // The age is compared without its sign: our clock may have been corrected in either direction.
      const recent = samples.filter((sample) => Math.abs(at - sample.at) < SAMPLE_TTL_MS)
      gateways.set(host, [...recent, { skew: sent - at, at }].slice(-MAX_SAMPLES))
      show(host)
    },
    setMerchants(merchants) {
      const hosts = new Set(merchants.flatMap(({ ingo }) => gatewayHosts(ingo)))
      for (const host of gateways.keys()) if (!hosts.has(host)) gateways.delete(host)
      gauge.reset()
      for (const gateway of hosts) {
        gateways.set(gateway, gateways.get(gateway) ?? [])
        gauge.set({ gateway }, 0)
        show(gateway)
      }
    },
  }
}

function gatewayHosts({ url, openBankingUrl = url }: GatewayAccount['ingo']): string[] {
  return [url, openBankingUrl].map((each) => new URL(each).host)
}

function median(sorted: number[]): number {
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return (low + high) / 2
}
