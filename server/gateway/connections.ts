/** The connections to a gateway's origin. Each opens when it is needed, and is used again while it is idle. */
import type { Socket } from 'node:net'
import { buildConnector, Client, Pool, type Dispatcher } from 'undici'

const CONNECT_TIMEOUT_MS = 5000
/**
 * How long Node waits for one of several addresses before it tries the next. A lost first SYN is repeated after 1 s
 * (RFC 6298, 2.1), so its 250 ms would give up every address at which one packet is lost.
 */
const ADDRESS_TIMEOUT_MS = 1500
/**
 * Shorter than the gateway keeps an idle connection: Kong closes it after 60 s or more, and a front may be stricter. A
 * gateway's own Keep-Alive header can shorten it, and not extend it.
 */
const KEEP_ALIVE_MS = 4000

/** Thrown by the connector: not one byte of a request has left. */
export class ConnectError extends Error {}

/** `onDispatch` gets the idle connection that the request is sent on. Undefined: a new one is opened. */
export type ObservedOptions = Dispatcher.DispatchOptions & { onDispatch?: (idle: Socket | undefined) => void }

/** A pool of connections to the origin, over HTTP/1.1 without pipelining. */
export function connect(origin: string): Pool {
  const open = createConnector()
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
    options.onDispatch?.(socket?.destroyed === false ? socket : undefined)
    return super.dispatch(options, handler)
  }
}

function createConnector(): buildConnector.connector {
  const open = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS,
    allowH2: false,
    // Explicit, so that neither NODE_TLS_REJECT_UNAUTHORIZED nor a Node.js flag can turn it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  })
  return (options, callback) => {
    open(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) callback(new ConnectError(error.message, { cause: error }), null)
      else callback(null, socket)
    })
  }
}
