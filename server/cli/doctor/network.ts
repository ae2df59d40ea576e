/** The way to the gateway: its name, and its certificate. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Check } from './deployment.js'

const TIMEOUT_MS = 5_000
const DAY_MS = 86_400_000
const FEW_DAYS = 14

export async function checkDns({ hostname }: URL): Promise<Check> {
  const name = 'dns'
  const host = hostname.replace(/^\[|\]$/g, '')
  try {
    const { address } = await lookup(host)
    return { name, verdict: 'ok', says: address === host ? `${host} is an address` : `${host} is ${address}` }
  } catch {
    const mend = 'check INGO_URL, and that this machine may ask a name server'
    return { name, verdict: 'failed', says: `${host} has no address`, mend }
  }
}

/** Node's own trust, as the server has it: NODE_EXTRA_CA_CERTS adds to it. */
export function checkTls({ hostname, port }: URL): Promise<Check> {
  const name = 'tls'
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const failed = (why: string) => {
      socket.destroy()
      const mend =
        'check INGO_URL, the firewall, and a proxy in between; NODE_EXTRA_CA_CERTS adds a trusted authority'
      resolve({ name, verdict: 'failed', says: `no trusted TLS 1.2 connection to ${host} (${why})`, mend })
    }
    const socket = connect(
      {
        host,
        port: Number(port || 443),
        // An address is no name that TLS could ask for.
        ...(isIP(host) === 0 && { servername: host }),
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
      },
      () => {
        const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / DAY_MS)
        const says = `${socket.getProtocol() ?? 'TLS'}, its certificate is valid for ${days} days`
        socket.destroy()
        resolve({ name, verdict: days < FEW_DAYS ? 'warning' : 'ok', says })
      },
    )
    socket.setTimeout(TIMEOUT_MS, () => {
      failed('no answer')
    })
    socket.once('error', ({ code = 'error' }: NodeJS.ErrnoException) => {
      failed(code)
    })
  })
}
