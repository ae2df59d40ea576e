/**
 * The connection between host page and frame. No other file posts or receives messages.
 * penpal checks source, exact origin and channel in its handshake, and then moves to a private MessagePort.
 * The channel's name contains the protocol's version and a nonce of each mount.
 */
import { connect as penpal, WindowMessenger } from 'penpal'
import { PROTOCOL_VERSION } from './messages.js'

type Handlers<Receive> = { [Name in keyof Receive]: (payload: Receive[Name]) => void }

export type Connection<Send> = {
  /** Resolves to the other side's origin once it has answered the handshake. */
  opened: Promise<string>
  /**
   * Sends a message, or queues it until the connection is open. Sends nothing after `close`. `onDelivered` is called once
   * the other side has the message.
   */
  send: <Name extends keyof Send>(name: Name, payload: Send[Name], onDelivered?: () => void) => void
  close: () => void
}

type Options<Send, Receive> = {
  remote: Window
  /** The exact origins that the other side may have. */
  origins: string[]
  nonce: string
  receive: Handlers<Receive>
  /** Called for a message that could not be sent: the browser refuses it, or the other side has closed the connection. */
  onUndelivered?: (name: keyof Send & string) => void
}

/** Connects to the window `remote`. `Send` and `Receive` map message names to payloads, as seen from this side. */
export function connect<Send, Receive>({
  remote,
  origins,
  nonce,
  receive,
  onUndelivered,
}: Options<Send, Receive>): Connection<Send> {
  let closed = false
  let open = false
  let peer = ''
  // Added before penpal's own listener, so that it is called first.
  window.addEventListener('message', watchHandshake)
  const connection = penpal<Record<string, (payload: unknown) => void>>({
    messenger: new WindowMessenger({ remoteWindow: remote, allowedOrigins: origins }),
    channel: `ingo-capture/${PROTOCOL_VERSION}/${nonce}`,
    methods: Object.fromEntries(
      Object.entries<(payload: never) => void>(receive).map(([name, handle]) => [
        name,
        guard(handle, () => closed),
      ]),
    ),
  })
  const opened = connection.promise.then(() => {
    open = true
    return peer
  })
  // Rejects if the handshake fails. May never settle if the connection is closed before.
  opened.catch(() => undefined)

  // penpal does not report which of several origins it accepted, and repeats the handshake for any sender that
  // replays it. Here each nonce has one handshake. An event that a script dispatches can name any source, origin and
  // port, so only the browser's own are trusted.
  function watchHandshake(event: MessageEvent): void {
    if (event.source !== remote || !origins.includes(event.origin)) return
    if (open || !event.isTrusted) event.stopImmediatePropagation()
    else peer = event.origin
  }

  return {
    opened,
    send(name, payload, onDelivered) {
      void connection.promise
        .then((other) => (closed ? undefined : other[name as string]?.(payload)))
        .then(onDelivered)
        .catch(() => {
          if (open && !closed) onUndelivered?.(name as keyof Send & string)
        })
    },
    close() {
      closed = true
      window.removeEventListener('message', watchHandshake)
      connection.destroy()
    },
  }
}

/** Reports an error of a handler on this side. penpal would send it, with its stack, to the other side. */
function guard(handle: (payload: never) => void, isClosed: () => boolean) {
  return (payload: unknown): void => {
    if (isClosed()) return
    try {
      handle(payload as never)
    } catch (error) {
      reportError(error)
    }
  }
}
