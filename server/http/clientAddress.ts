/** The client's address, as far as it can be trusted, and the key that counts it in rate limits. */
import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { CaptureContext } from './context.js'

/** Clients without a known address share one key, so that hiding the address evades no limit. */
export const UNKNOWN_ADDRESS = 'unknown'
/** Some proxies add a port: `192.0.2.1:5678`, `[2001:db8::1]:5678`. */
const WITH_PORT = /^(?:\[(.+)\](?::[0-9]+)?|([0-9.]+):[0-9]+)$/
/** Longer than an address of IPv6 with a zone, in brackets and with a port. */
const MAX_LENGTH = 100

/** The address of a connection's other end. `env` is what the host of the app passes on with the request. */
export type PeerAddress = (request: Request, env: unknown) => string | undefined

/** For `serve`, where `env` has the socket. */
export const socketAddress: PeerAddress = (_request, env) =>
  (env as { incoming?: { socket: { remoteAddress?: string } } } | undefined)?.incoming?.socket.remoteAddress

type Network = {
  /** How many of the operator's own proxies are in front; each appends its peer's address to `X-Forwarded-For`. */
  trustedProxies: number
  peerAddress: PeerAddress
}

/** The client's address, as far as it can be trusted; text that is no address if the peer's is unknown. */
export function findClient(c: CaptureContext, { trustedProxies, peerAddress }: Network): string {
  const peer = peerAddress(c.req.raw, c.env) ?? UNKNOWN_ADDRESS
  if (trustedProxies === 0) return withoutPort(peer)
  const forwarded = findForwarded(c.req.header('x-forwarded-for') ?? '', trustedProxies)
  if (forwarded.length > MAX_LENGTH) return withoutPort(peer)
  const client = withoutPort(forwarded)
  return parseAddress(client) ? client : withoutPort(peer)
}

/**
 * What the outermost of the proxies has appended: the entry in this place from the end, or the first of fewer. It reads
 * nothing further left, where the client can write anything, as much as a header may have.
 */
function findForwarded(header: string, place: number): string {
  let found = ''
  let entries = 0
  for (let end = header.length; end > 0 && entries < place;) {
    const comma = header.lastIndexOf(',', end - 1)
    const entry = header.slice(comma + 1, end).trim()
    if (entry !== '') {
      found = entry
      entries += 1
    }
    end = comma
  }
  return found
}

/** The rate-limit key of the client's address. */
export function clientAddress(c: CaptureContext, network: Network): string {
  return rateLimitKey(findClient(c, network))
}

function withoutPort(part: string): string {
  const [, v6, v4] = WITH_PORT.exec(part.trim()) ?? []
  return v6 ?? v4 ?? part.trim()
}

/**
 * An IPv4 address, also one mapped into IPv6 (RFC 4291, 2.5.5.2), stays as it is. An IPv6 address counts by its /64,
 * because a household has all of that. Text that is no address stays as it is.
 */
export function rateLimitKey(text: string): string {
  if (isIPv4(text)) return text
  const address = parseAddress(text)
  if (!address) return text
  if (address instanceof ipaddr.IPv4) return address.toString()
  const network = address.parts.slice(0, 4).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
}

/** Of IPv4 only the four decimal parts: `ipaddr.js` also reads octal, hexadecimal and shortened forms. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!isIPv4(text) && !ipaddr.IPv6.isValid(text)) return undefined
  return ipaddr.process(text)
}
