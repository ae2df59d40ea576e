/** Web origins in sessions and in the configuration: scheme, host and port, exactly as a browser serializes them. */
const ORIGIN = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::([1-9][0-9]{0,4}))?$/
/** Pages of an app on iOS: Capacitor's and Ionic's own schemes. The host is `localhost`, unless the app sets another. */
const APP_ORIGIN = /^(?:capacitor|ionic):\/\/[a-z0-9][a-z0-9.-]*$/
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|(?:[a-z0-9-]+\.)+localhost)$/
const defaultPorts: Record<string, string> = { http: '80', https: '443' }

/** Whether a URL's hostname is a loopback host. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** Whether `value` is an origin of an app's pages on iOS. On Android an app's origin is `https://localhost`. */
export function isAppOrigin(value: string): boolean {
  return APP_ORIGIN.test(value)
}

/** Whether `value` is an origin as in the Origin header. `http:` is for loopback hosts only. */
export function isOrigin(value: string): boolean {
  if (isAppOrigin(value)) return true
  const [, scheme = '', host = '', port] = ORIGIN.exec(value) ?? []
  if (port === defaultPorts[scheme] || Number(port ?? 0) > 65_535) return false
  return scheme === 'https' || (scheme === 'http' && isLoopback(host))
}
