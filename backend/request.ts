import { invalidOption, unreachable } from './error.js'

/** How a backend reaches its capture server. */
export type CaptureServer = {
  /** Base URL of the capture server, such as `https://capture.example`. */
  url: string
  /** The merchant's secret key; it belongs on a server, never in a page. */
  secretKey: string
}

/**
 * A framework that caches fetch, such as Next.js, would return another cardholder's session or an old result. Node's
 * own fetch has no cache, and its types don't have the option.
 */
type UncachedRequest = RequestInit & { cache: 'no-store' }

/** Failures that only another url or certificate can fix: a host without a DNS record, or TLS that fails. */
const WRONG_URL = /^(?:ENOTFOUND|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/

/** What to check first, by the failure's code. */
const HINTS: [failure: RegExp, hint: string][] = [
  [/^ECONNREFUSED/, ' Is it running?'],
  [/^(?:ENOTFOUND|EAI_AGAIN)/, ' Is the host of url right?'],
  [/^ERR_SSL_WRONG_VERSION_NUMBER/, ' Should url begin with http:?'],
]

/** Sends a request with the secret key. Throws CaptureServerError if there is no response. */
export async function sendRequest(
  server: CaptureServer,
  path: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Response> {
  checkServer(server)
  const request: UncachedRequest = {
    ...init,
    cache: 'no-store',
    headers: {
      ...(init.headers as Record<string, string> | undefined),
      Authorization: `Bearer ${server.secretKey}`,
      'Content-Type': 'application/json',
    },
    // Not `error`: Cloudflare's fetch rejects that value.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }
  const failed = (reason: string, retryable: boolean, cause?: unknown) => {
    const [, hint = ''] = HINTS.find(([failure]) => failure.test(describeFailure(cause))) ?? []
    const title = `The capture server at ${serverOrigin(server)} ${reason}.${hint}`
    return unreachable({ status: 502, title, retryable }, cause)
  }
  const response = await fetch(`${server.url.replace(/\/+$/, '')}/v1/${path}`, request).catch(
    (error: unknown) => {
      // Checked by its name: in an edge runtime the error may belong to another realm's class.
      const isLate = (error as Error).name === 'TimeoutError'
      throw failed(
        isLate
          ? `did not answer within ${timeoutMs / 1000} s`
          : `could not be reached: ${describeFailure(error)}`,
        !WRONG_URL.test(describeFailure(error)),
        error,
      )
    },
  )
  // A redirect is not followed, because the key would go with it. Runtimes that hide a redirect report the status 0.
  if (response.status === 0 || (response.status >= 300 && response.status < 400))
    throw failed('answered with a redirect: set url to where it leads', false)
  return response
}

/** Throws for an option that can't work. The message names it and never contains its value. */
function checkServer(server: Partial<CaptureServer> | null | undefined): void {
  if (typeof server !== 'object' || server === null) {
    throw invalidOption('server', "should be the capture server's url and secretKey: { url, secretKey }")
  }
  const { url, secretKey } = server
  if (!isBaseUrl(url)) {
    throw invalidOption(
      'url',
      'should be the capture server’s base URL, such as https://capture.example, without /v1',
    )
  }
  if (!secretKey) {
    throw invalidOption('secretKey', 'is missing: pass the capture server’s CAPTURE_SECRET_KEY')
  }
  if (typeof secretKey !== 'string' || !/^[!-~]+$/.test(secretKey)) {
    throw invalidOption('secretKey', 'should be printable characters without blanks, as keygen made it')
  }
}

/**
 * A base URL ends without /v1, which each request adds. It has no credentials: fetch would reject them with an error
 * that contains them.
 */
function isBaseUrl(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, username, password, pathname } = new URL(url)
  return /^https?:$/.test(protocol) && username + password === '' && !/\/v1\/?$/.test(pathname)
}

/** The origin of the capture server's url, for error messages. */
export function serverOrigin({ url }: CaptureServer): string {
  return new URL(url).origin
}

/** fetch throws "fetch failed", with the reason in its cause: ECONNREFUSED, a certificate, a redirect. */
function describeFailure(error: unknown): string {
  const { message, cause } = (error ?? {}) as {
    message?: string
    cause?: { code?: string; message?: string }
  }
  return cause?.code ?? cause?.message ?? message ?? 'no reason given'
}
