/** Whose address a request comes from, as far as it can be believed, and what stands for it in limits. */
import { isIP } from 'node:net'
import type { CaptureContext } from './context.js'

/** Whoever has no address to be known by shares one: nobody gets out of the limits by hiding it. */
const NOBODY = 'unknown'
/** IPv4 in the clothes of IPv6, as a dual-stack socket tells it. */
const MAPPED = /^::ffff:(?=[0-9.]+$)/i
/** What some proxies write: `192.0.2.1:5678`, `[2001:db8::1]:5678`. */
const WITH_PORT = /^(?:\[(.+)\](?::[0-9]+)?|([0-9.]+):[0-9]+)$/

type Connection = { incoming?: { socket: { remoteAddress?: string } } }

/** `trustedProxies`: how many proxies of our own stand before us, each of which appends whom it heard. */
export function clientAddress(c: CaptureContext, trustedProxies: number): string {
  const peer = (c.env as Connection | undefined)?.incoming?.socket.remoteAddress ?? NOBODY
  const forwarded = trustedProxies > 0 ? (c.req.header('x-forwarded-for') ?? '') : ''
  const chain = [...forwarded.split(',').filter((part) => part.trim() !== ''), peer].map(bare)
  // What stands further to the left came from outside, where anybody can write anything.
  const named = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? peer
  return rateLimitKey(isIP(named) > 0 ? named : bare(peer))
}

function bare(part: string): string {
  const [, v6, v4] = WITH_PORT.exec(part.trim()) ?? []
  return v6 ?? v4 ?? part.trim()
}

/** An IPv4 address as it is; of an IPv6 address its /64, since a household has all of that. */
export function rateLimitKey(address: string): string {
  const plain = address.replace(MAPPED, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const groups = (side = '') => side.split(':').filter((group) => group !== '')
  // A dotted end stands for two groups; it is never among the first four of a full address.
  const width = groups(tail).length + (tail?.includes('.') ? 1 : 0)
  const gap = tail === undefined ? 0 : 8 - groups(head).length - width
  const all = [...groups(head), ...Array<string>(gap).fill('0'), ...groups(tail)]
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
