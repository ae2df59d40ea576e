import type { Config } from '../../config/config.js'

const WILDCARD_HOSTS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * The URL at which the server of this configuration listens on this machine. CAPTURE_PUBLIC_URL may be that of a load
 * balancer, which reaches a different process each time.
 */
export function localUrl({ host, port }: Config): string {
  const address = WILDCARD_HOSTS[host] ?? host
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}
