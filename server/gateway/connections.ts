/** The connections to a gateway's origin. Each opens when it is needed, and is used again while it is idle. */
import type { Socket } from 'node:net'
import { buildConnector, Client, Pool, type Dispatcher } from 'undici'
import { createTunnels, type OpenTunnel, type ProxyError } from './proxyTunnel.js'

const CONNECT_TIMEOUT_MS = 5000
/**
 * How long Node waits for one of several addresses before it tries the next. A lost SYN is repeated after 1 s (RFC
 * 6298, 2.1), so with Node's default of 250 ms one lost packet would make it give up an address.
 */
const ADDRESS_TIMEOUT_MS = 1500
/**
 * Must be shorter than the gateway's own limit for an idle connection. Kong closes one after 60 s or more, and a load
 * balancer may do so earlier. The gateway's Keep-Alive header can shorten this time, but not extend it.
 */
const KEEP_ALIVE_MS = 4000

/** Thrown by the connector, when no byte of a request has been sent. */
export class ConnectError extends Error {}

/** `onDispatch` gets the idle connection that carries the request, or undefined if a new one opens. */
export type DispatchObserver = { onDispatch: (idle: Socket | undefined) => void }
export type ObservedOptions = Dispatcher.DispatchOptions & { observer?: DispatchObserver }

/** A pool of connections to the origin, through its proxy if it has one, over HTTP/1.1 without pipelining. */
export function connect(origin: string, proxy?: string): Pool {
  const openTunnel = proxy === undefined ? undefined : createTunnels(proxy, CONNECT_TIMEOUT_MS)
  const open = createConnector(openTunnel)
  return new Pool(origin, {
    connect: open,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    factory: (url, options) => new ObservedClient(url.origin, options, open),
  })
}

/** undici does not say which connection a request is sent on, so the client remembers the one it has opened. */
class ObservedClient extends Client {
  readonly #current: { socket?: Socket }

  constructor(origin: string, options: Client.Options, open: buildConnector.connector) {
    const current: { socket?: Socket } = {}
    const observe: buildConnector.connector = (target, callback) => {
      open(target, (...[error, socket]: Parameters<buildConnector.Callback>) => {
        if (error) {
          callback(error, null)
          return
        }
        current.socket = socket
        callback(null, socket)
      })
    }
    super(origin, { ...options, connect: observe })
    this.#current = current
  }

  override dispatch(options: ObservedOptions, handler: Dispatcher.DispatchHandler): boolean {
    const { socket } = this.#current
    options.observer?.onDispatch(socket?.destroyed === false ? socket : undefined)
    return super.dispatch(options, handler)
  }
}

function createConnector(openTunnel?: OpenTunnel): buildConnector.connector {
  const open = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS,
    allowH2: false,
    // Explicit, so that neither NODE_TLS_REJECT_UNAUTHORIZED nor a Node.js flag can turn it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  })
  return (options, callback) => {
    const finish = (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) callback(new ConnectError(error.message, { cause: error }), null)
      else callback(null, socket)
    }
    if (!openTunnel) {
      open(options, finish)
      return
    }
    const { hostname, port, protocol } = options
    const isTls = protocol === 'https:'
    openTunnel(`${hostname}:${port || (isTls ? 443 : 80)}`).then(
      (socket) => {
        if (isTls) open({ ...options, httpSocket: socket }, finish)
        else finish(null, socket)
      },
      (error: unknown) => {
        finish(error as ProxyError, null)
      },
    )
  }
}
