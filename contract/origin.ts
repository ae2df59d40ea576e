/** Web origins, as sessions and configuration name them. */

/** An exact web origin: scheme, host and port as a browser writes them, nothing else. */
const ORIGIN = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::([1-9][0-9]{0,4}))?$/
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|(?:[a-z0-9-]+\.)+localhost)$/
const defaultPorts: Record<string, string> = { http: '80', https: '443' }

/** Whether a URL's hostname is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** Whether `value` is what a browser calls an origin; `http:` for loopback hosts only. */
export function isOrigin(value: string): boolean {
  const [, scheme = '', host = '', port] = ORIGIN.exec(value) ?? []
  if (port === defaultPorts[scheme] || Number(port ?? 0) > 65_535) return false
  return scheme === 'https' || (scheme === 'http' && isLoopback(host))
}
