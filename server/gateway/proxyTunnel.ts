/**
 * A connection to the gateway through a CONNECT proxy (RFC 9110, 9.3.6), for networks without direct access. TLS goes
 * through it end to end, so the proxy sees only the gateway's host and port. undici's ProxyAgent does the same, but
 * with its own connector, which does not show whether the connection failed or the request was already sent.
 */
import { Socket } from 'node:net'
import { Pool } from 'undici'

/** The proxy opened no tunnel. The message has its HTTP status or the error's code, and no part of its URL. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  /** The proxy's HTTP status. Undefined if it did not answer. */
  readonly status: number | undefined

  constructor(status: number | undefined, reason: string) {
    super(`INGO_PROXY: ${reason}`)
    this.status = status
  }
}

/** Opens a tunnel to `authority`, such as `payapi.ingo.money:443`. Rejects with ProxyError. */
export type OpenTunnel = (authority: string) => Promise<Socket>

/** Tunnels through the proxy at this URL, whose user and password are sent to it. Opens no connection by itself. */
export function createTunnels(url: string, timeoutMs: number): OpenTunnel {
  const { origin, username, password } = new URL(url)
  // Checks the certificate of an https proxy even if NODE_TLS_REJECT_UNAUTHORIZED turns the check off.
  const connect = { timeout: timeoutMs, rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const
  const proxy = new Pool(origin, { connect, allowH2: false })
  const headers = username === '' ? {} : { 'proxy-authorization': basicCredentials(username, password) }

  async function request(authority: string) {
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      return await proxy.connect({ path: authority, headers: { host: authority, ...headers }, signal })
    } catch (error) {
      const { code, name } = error as NodeJS.ErrnoException
      throw new ProxyError(undefined, `no answer (${typeof code === 'string' ? code : name})`)
    }
  }

  return async (authority) => {
    const { statusCode, socket } = await request(authority)
    const isOpen = statusCode >= 200 && statusCode < 300 && socket instanceof Socket
    // A gateway sends nothing before a request, so data that is here already comes from the proxy.
    if (isOpen && socket.readableLength === 0) return socket
    socket.on('error', () => undefined).destroy()
    throw new ProxyError(statusCode, isOpen ? 'it sends data of its own' : `HTTP ${statusCode}`)
  }
}

/** RFC 7617. Decodes the percent signs of the URL's user and password. */
function basicCredentials(username: string, password: string): string {
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(text).toString('base64')}`
}
