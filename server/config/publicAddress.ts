import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address is one of the public internet's: no private, loopback, link-local, shared, multicast or reserved
 * one, also where it is written as an IPv6 address that contains an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** Whether an IP address is the machine's own. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
