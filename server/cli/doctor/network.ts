/** Checks the network path to the gateway: its name and its certificate. */
import { lookup } from 'node:dns/promises'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import type { Check } from './check.js'

const TIMEOUT_MS = 5_000
const DAY_MS = 86_400_000
const WARNING_DAYS = 14

/** Checks that the host name resolves. */
export async function checkDns(url: URL): Promise<Check> {
  const name = 'dns'
  const host = socketHost(url)
  try {
    const { address } = await lookup(host)
    const summary = address === host ? `${host} is an address` : `${host} is ${address}`
    return { name, status: 'ok', summary }
  } catch {
    const remedy = 'check INGO_URL, and that this machine can reach a name server'
    return { name, status: 'failed', summary: `${host} has no address`, remedy }
  }
}

/**
 * Checks the certificate with Node's own trust, as the server does: NODE_EXTRA_CA_CERTS adds to it. `tunnel` is a
 * connection to the host through a proxy.
 */
export function checkTls(url: URL, now: () => number, tunnel?: Socket): Promise<Check> {
  const name = 'tls'
  const host = socketHost(url)
  return new Promise((resolve) => {
    const fail = (reason: string) => {
      socket.destroy()
      const summary = `no trusted TLS 1.2 connection to ${host} (${reason})`
      const remedy =
        'check INGO_URL, the firewall, and a proxy in between; NODE_EXTRA_CA_CERTS adds a trusted authority'
      resolve({ name, status: 'failed', summary, remedy })
    }
    const socket = connect(
      {
        host,
        port: Number(url.port || 443),
        ...(tunnel && { socket: tunnel }),
        // SNI takes host names only (RFC 6066, section 3).
        ...(isIP(host) === 0 && { servername: host }),
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
      },
      () => {
        const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now()) / DAY_MS)
        const summary = `${socket.getProtocol() ?? 'TLS'}, its certificate is valid for ${days} days`
        socket.destroy()
        resolve({ name, status: days < WARNING_DAYS ? 'warning' : 'ok', summary })
      },
    )
    socket.setTimeout(TIMEOUT_MS, () => {
      fail('no answer')
    })
    socket.once('error', ({ code = 'error' }: NodeJS.ErrnoException) => {
      fail(code)
    })
  })
}

/** The host in the format of sockets: an IPv6 address without brackets. */
function socketHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
