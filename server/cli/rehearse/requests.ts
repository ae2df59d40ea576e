/** Counts what the page sends: to the merchant's backend, and captures to the capture server. */
import type { Page, Request } from '@playwright/test'
import { createHash } from 'node:crypto'

export type Requests = {
  /** Forgets everything so far: what follows belongs to the payment. */
  reset: () => void
  /** Whether the page sent one request twice: the same method, path and body. */
  hasRepeated: () => boolean
  /** The number of captures, without repeats under the same key. */
  countCaptures: () => number
}

/** Requests that create something on the merchant's side come from the page itself, and are not beacons. */
function isOrder(request: Request, page: Page): boolean {
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method())
  if (isSafe || request.resourceType() === 'ping') return false
  // Playwright knows no frame yet while one navigates.
  return request.isNavigationRequest() || request.frame() === page.mainFrame()
}

/** Only a digest of the body is kept: it may hold a token. */
function identify(request: Request): string {
  const { origin, pathname } = new URL(request.url())
  const body = createHash('sha256').update(request.postDataBuffer() ?? '')
  return `${request.method()} ${origin}${pathname} ${body.digest('hex')}`
}

export function recordRequests(page: Page): Requests {
  const orders: string[] = []
  const captures = new Set<string>()
  page.on('request', (request) => {
    const key = request.headers()['idempotency-key']
    if (new URL(request.url()).pathname.endsWith('/v1/captures')) {
      if (key !== undefined) captures.add(key)
    } else if (isOrder(request, page)) orders.push(identify(request))
  })
  return {
    reset() {
      orders.length = 0
      captures.clear()
    },
    hasRepeated: () => new Set(orders).size < orders.length,
    countCaptures: () => captures.size,
  }
}
