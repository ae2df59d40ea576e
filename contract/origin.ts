/** Web origins in sessions and in the configuration: scheme, host and port, exactly as a browser serializes them. */
const ORIGIN = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::([1-9][0-9]{0,4}))?$/
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|(?:[a-z0-9-]+\.)+localhost)$/
const defaultPorts: Record<string, string> = { http: '80', https: '443' }

/** Whether a URL's hostname is a loopback host. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** Whether `value` is an origin as in the Origin header. `http:` is for loopback hosts only. */
export function isOrigin(value: string): boolean {
  const [, scheme = '', host = '', port] = ORIGIN.exec(value) ?? []
  if (port === defaultPorts[scheme] || Number(port ?? 0) > 65_535) return false
  return scheme === 'https' || (scheme === 'http' && isLoopback(host))
}
