/**
 * The one door between host and frame: the only file that talks across the border.
 * penpal checks source, exact origin and channel in its handshake and moves to a private MessagePort;
 * the channel carries the protocol's version and a nonce made for each mount.
 */
import { connect as penpal, WindowMessenger } from 'penpal'
import { PROTOCOL_VERSION } from './messages.js'

type Handlers<Receive> = { [Name in keyof Receive]: (payload: Receive[Name]) => void }

export type Connection<Send> = {
  /** Resolves to the other side's origin once it has answered the handshake. */
  opened: Promise<string>
  /** Sends, or queues until the connection is open; says nothing after `close`. */
  send: <Name extends keyof Send>(name: Name, payload: Send[Name]) => void
  close(): void
}

type Options<Receive> = {
  remote: Window
  /** The exact origins the other side may have. */
  origins: string[]
  nonce: string
  receive: Handlers<Receive>
}

/** Connects to the window `remote`; the types are this side's view: what it sends and what it receives. */
export function connect<Send, Receive>({
  remote,
  origins,
  nonce,
  receive,
}: Options<Receive>): Connection<Send> {
  let closed = false
  let open = false
  let peer = ''
  // Before penpal's own listener, so that this one hears first.
  window.addEventListener('message', watchHandshake)
  const connection = penpal<Record<string, (payload: unknown) => void>>({
    messenger: new WindowMessenger({ remoteWindow: remote, allowedOrigins: origins }),
    channel: `ingo-capture/${PROTOCOL_VERSION}/${nonce}`,
    methods: Object.fromEntries(
      Object.entries<(payload: never) => void>(receive).map(([name, handle]) => [name, guarded(handle)]),
    ),
  })
  const opened = connection.promise.then(() => {
    open = true
    return peer
  })
  // A connection that can't be made rejects; one that is closed before may never settle.
  opened.catch(() => undefined)

  /**
   * penpal checks the origin but doesn't tell which of several it was. And it would shake hands again, with
   * whoever sends the other side's messages once more: there is one handshake for each nonce.
   */
  function watchHandshake(event: MessageEvent): void {
    if (event.source !== remote || !origins.includes(event.origin)) return
    if (open) event.stopImmediatePropagation()
    else peer = event.origin
  }

  /** Errors are ours to handle: a stack that crosses the border tells the other side about this one. */
  function guarded(handle: (payload: never) => void) {
    return (payload: unknown): void => {
      if (closed) return
      try {
        handle(payload as never)
      } catch (error) {
        reportError(error)
      }
    }
  }

  return {
    opened,
    send(name, payload) {
      void connection.promise
        .then((other) => (closed ? undefined : other[name as string]?.(payload)))
        .catch(() => undefined)
    },
    close() {
      closed = true
      window.removeEventListener('message', watchHandshake)
      connection.destroy()
    },
  }
}
