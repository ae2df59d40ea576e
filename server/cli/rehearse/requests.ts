/** Counts the page's requests to the merchant's backend, and its captures to the capture server. */
import type { Page, Request } from '@playwright/test'
import { createHash } from 'node:crypto'

export type Requests = {
  /** Forgets all earlier requests. The following ones belong to the payment. */
  reset: () => void
  /** Whether the page sent two requests with the same method, path and body. */
  hasRepeated: () => boolean
  /** The number of captures, without repeats under the same key. */
  countCaptures: () => number
}

/** Whether the request may create something in the merchant's backend: the page itself sent it, and not as a beacon. */
function isOrder(request: Request, page: Page): boolean {
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method())
  if (isSafe || request.resourceType() === 'ping') return false
  // Playwright has no frame for a request that navigates.
  return request.isNavigationRequest() || request.frame() === page.mainFrame()
}

/** Identifies a request. Uses a digest of the body, which may hold a token. */
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
