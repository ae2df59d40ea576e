import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address is public: not private, loopback, link-local, shared, multicast or reserved. An IPv6 address
 * that contains an IPv4 address counts as the IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** Whether an IP address is the machine's own. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
