import type { Params } from './chromium.js'

/** `cached`: the request did not go over the network. `at`: ms since 1970. */
export type RecordedRequest = { url: string; cached: boolean; at: number }

/** Records a network event of the DevTools Protocol. */
export function recordRequest(requests: Map<string, RecordedRequest>, method: string, params: Params): void {
  const id = params.requestId as string
  if (method === 'Network.requestWillBeSent') {
    const { url } = params.request as { url: string }
    if (url.startsWith('http')) requests.set(id, { url, cached: false, at: Number(params.wallTime) * 1000 })
    return
  }
  const recorded = requests.get(id)
  if (!recorded) return
  if (method === 'Network.requestServedFromCache') recorded.cached = true
  if (method === 'Network.responseReceived') {
    const { fromDiskCache, fromPrefetchCache } = params.response as Record<string, boolean>
    if (fromDiskCache || fromPrefetchCache) recorded.cached = true
  }
}
