/** Checks the connection to the gateway through INGO_PROXY. If it is set, the server uses no other connection. */
import type { Socket } from 'node:net'
import { createTunnels, ProxyError } from '../../gateway/proxyTunnel.js'
import type { Check } from './check.js'

const TIMEOUT_MS = 5_000

/** The remedies by the HTTP status of a refused tunnel. */
const remedies: Record<number, string> = {
  403: 'ask the proxy’s operator to allow CONNECT to this host and port',
  407: 'check the user and the password in INGO_PROXY',
}

/** Opens a tunnel to the gateway. If the check is `ok`, the caller must end the returned socket. */
export async function checkProxy(gateway: URL, proxy: string): Promise<{ check: Check; socket?: Socket }> {
  const name = 'proxy'
  const authority = `${gateway.hostname}:${gateway.port || (gateway.protocol === 'https:' ? 443 : 80)}`
  try {
    const socket = await createTunnels(proxy, TIMEOUT_MS)(authority)
    return { check: { name, status: 'ok', summary: `opens a tunnel to ${authority}` }, socket }
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error
    const summary = `opens no tunnel to ${authority}: ${error.message}`
    const remedy =
      remedies[error.status ?? 0] ?? 'check host and port in INGO_PROXY, and that this machine may reach it'
    return { check: { name, status: 'failed', summary, remedy } }
  }
}
