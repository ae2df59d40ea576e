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
/** The samples, oldest first. */
type Gateway = { host: string; samples: Sample[] }

export type ClockSkew = {
  /** Takes the `Date` header of an answer of the gateway at `url`. An invalid one is ignored. */
  record(url: string, date: unknown): void
  /** The merchants that are served now. The metric shows their gateways alone, each with 0 until
   * it has answered three times within an hour. */
  setMerchants(merchants: GatewayAccount[]): void
}

type Dependencies = { metrics: Pick<Metrics, 'clockSkew'>; now: () => number }

export function createClockSkew({ metrics: { clockSkew: gauge }, now }: Dependencies): ClockSkew {
  /** By base URL. URLs of one host share their gateway. */
  const gateways = new Map<string, Gateway>()

  function show({ host, samples }: Gateway): void {
    const at = now()
    // The age is compared without its sign: our clock may have been corrected in either direction.
    const recent = samples.filter((sample) => Math.abs(at - sample.at) < SAMPLE_TTL_MS)
    const skews = recent.map(({ skew }) => skew).sort((one, other) => one - other)
    // Without enough answers of late the skew is not known, as before the first.
    gauge.set({ gateway: host }, recent.length < MIN_SAMPLES ? 0 : median(skews) / 1000)
  }

  // prom-client calls `collect` before a metric is read, so that a capture only adds its sample.
  Object.assign(gauge, {
    collect() {
      for (const gateway of gateways.values()) show(gateway)
    },
  })

  return {
    record(url, date) {
      const gateway = gateways.get(url)
      const sent = Date.parse(String(date))
      // A call in flight with a removed gateway has no series any more.
      if (!gateway || Number.isNaN(sent)) return
      const { samples } = gateway
      const at = now()
      samples.push({ skew: sent - at, at })
      if (samples.length > MAX_SAMPLES) samples.shift()
    },
    setMerchants(merchants) {
      const byHost = new Map([...gateways.values()].map((gateway) => [gateway.host, gateway]))
      gateways.clear()
      gauge.reset()
      for (const url of new Set(merchants.flatMap(({ ingo }) => gatewayUrls(ingo)))) {
        const { host } = new URL(url)
        const gateway = byHost.get(host) ?? { host, samples: [] }
        byHost.set(host, gateway)
        gateways.set(url, gateway)
        gauge.set({ gateway: host }, 0)
      }
    },
  }
}

function gatewayUrls({ url, openBankingUrl = url }: GatewayAccount['ingo']): string[] {
  return [url, openBankingUrl]
}

function median(sorted: number[]): number {
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return (low + high) / 2
}
