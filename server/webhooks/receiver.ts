/**
 * One request to a merchant's receiver. The host is resolved once, each of its addresses is checked, and the connection
 * goes to a checked address, so that a name can't change its address after the check (DNS rebinding).
 */
import { lookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { isLoopback } from '../../contract/origin.js'
import { isLoopbackAddress, isPublicAddress } from '../config/publicAddress.js'
import type { WebhookConfig } from '../config/webhook.js'

const TIMEOUT_MS = 10_000
const MAX_RESPONSE_BYTES = 64 * 1024

/** The code of a receiver whose host has an address that is not public. */
const PRIVATE_ADDRESS = 'private_address'

export type Receiver = Pick<WebhookConfig, 'allowsPrivate'> & { url: string }
/** Resolves a host to all of its addresses. */
type Resolve = (host: string) => Promise<LookupAddress[]>

/** Resolves to undefined if the receiver has accepted the event, else to the HTTP status or an error code. */
export type PostWebhook = (
  receiver: Receiver,
  body: string,
  headers: Record<string, string>,
) => Promise<string | undefined>

const resolveHost: Resolve = (host) =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => {
      if (error) reject(error)
      else resolve(addresses)
    })
  })

/** Follows no redirect, and reads 64 KiB of the response at most. */
export function createPostWebhook(resolve: Resolve = resolveHost): PostWebhook {
  return async (receiver, body, headers) => {
    const { hostname } = new URL(receiver.url)
    const isAllowed = addressRule(hostname, receiver)
    const literal = hostname.replace(/^\[(.*)\]$/, '$1')
    // Checked here, because Node calls no lookup for an address.
    if (isIP(literal) !== 0 && !isAllowed(literal)) return PRIVATE_ADDRESS
    const dispatcher = createAgent(createCheckedLookup(resolve, isAllowed))
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      const response = await request(receiver.url, { method: 'POST', body, headers, dispatcher, signal })
      // Reads and ignores the body, so that the receiver can finish.
      await response.body.dump({ limit: MAX_RESPONSE_BYTES, signal }).catch(() => undefined)
      const { statusCode } = response
      return statusCode >= 200 && statusCode < 300 ? undefined : String(statusCode)
    } catch (error) {
      return failureCode(error)
    } finally {
      await dispatcher.destroy()
    }
  }
}

/** Each request has its own connection, so that no checked address is used for a later request. */
function createAgent(checkedLookup: LookupFunction): Agent {
  return new Agent({
    allowH2: false,
    connect: { lookup: checkedLookup, timeout: TIMEOUT_MS, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
  })
}

function addressRule(hostname: string, { allowsPrivate }: Receiver): (address: string) => boolean {
  if (allowsPrivate) return () => true
  return isLoopback(hostname) ? isLoopbackAddress : isPublicAddress
}

class PrivateAddressError extends Error {
  readonly code = PRIVATE_ADDRESS
}

/** Fails if any of the addresses is not allowed. */
function createCheckedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses
        if (!first || !addresses.every(({ address }) => isAllowed(address)))
          callback(new PrivateAddressError(), '')
        else if (options.all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '')
      },
    )
  }
}

/** An error code of Node.js, undici or OpenSSL, such as `ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE`. */
const CODE = /^[A-Za-z][A-Za-z0-9_/]{0,79}$/

/** The error's code, never its message, which may contain anything. */
function failureCode(error: unknown): string {
  const { code, name, cause } = error as { code?: unknown; name?: string; cause?: { code?: unknown } }
  if (name === 'TimeoutError') return 'timeout'
  const known = [code, cause?.code].find((each) => typeof each === 'string')
  return typeof known === 'string' && CODE.test(known) ? known : 'failed'
}
