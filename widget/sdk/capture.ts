/** One hosted widget: its iframe, its states, its events. */
import { connect, type Connection } from '../protocol/connect.js'
import type {
  ChangeEvent,
  ErrorEvent,
  FrameMessages,
  HostMessages,
  TokenEvent,
} from '../protocol/messages.js'
import { createEmitter } from './emitter.js'
import { CaptureError, gone, handshakeTimeout } from './error.js'
import { createFlight, type Flight } from './flight.js'
import { createFrame, createNonce, setHeight } from './iframe.js'
import { checkOptions, elementOf, type CaptureOptions } from './options.js'

const HANDSHAKE_TIMEOUT_MS = 15_000

export type CaptureEvents = {
  ready: Record<string, never>
  change: ChangeEvent
  token: TokenEvent
  error: CaptureError
  loaderror: CaptureError
  resize: { height: number }
}
export type CaptureState = 'loading' | 'ready' | 'submitting' | 'tokenized' | 'failed'

export type Capture = {
  /** Puts the form into an element (or the first that a selector matches). Mounting again moves it. */
  mount(target: string | Element): void
  /** Listens; returns its own undo. */
  on<Name extends keyof CaptureEvents>(name: Name, handle: (payload: CaptureEvents[Name]) => void): () => void
  /** Submits the form. One flight at a time: during one, the same promise. Rejects with CaptureError. */
  submit(): Promise<TokenEvent>
  /** Takes the form off the page; what was typed is gone. */
  unmount(): void
  /** Ends it for good: no event fires afterwards. */
  destroy(): void
}

type Mounted = {
  host: HTMLElement
  frame: HTMLIFrameElement
  connection: Connection<HostMessages>
  timer: number
}

/** Makes a capture of one session; throws a TypeError for an option that can't work. */
export function create(options: CaptureOptions): Capture {
  const { url, submitButton, title } = checkOptions(options)
  const events = createEmitter<CaptureEvents>()
  let mounted: Mounted | undefined
  let flight: Flight | undefined
  let token: TokenEvent | undefined
  let ready = false
  /** Why it never became ready: a submit can't wait for it. */
  let failure: CaptureError | undefined
  let destroyed = false

  function setState(state: CaptureState): void {
    mounted?.host.setAttribute('data-capture-state', state)
  }

  function begin(): Flight {
    flight ??= createFlight()
    return flight
  }

  function end(settle: (flight: Flight) => void): void {
    const ended = flight
    flight = undefined
    if (ended) settle(ended)
  }

  function fail(name: 'error' | 'loaderror', event: ErrorEvent): void {
    const error = new CaptureError(event)
    clearTimeout(mounted?.timer)
    if (name === 'loaderror') failure = error
    // A form that may be sent again is ready; one that never loaded, or has no attempts left, is not.
    setState(name === 'loaderror' || event.attempts_left === 0 ? 'failed' : 'ready')
    end(({ reject }) => {
      reject(error)
    })
    events.emit(name, error)
  }

  const receive: { [Name in keyof FrameMessages]: (payload: FrameMessages[Name]) => void } = {
    ready() {
      clearTimeout(mounted?.timer)
      ready = true
      setState('ready')
      if (flight) mounted?.connection.send('submit', {})
      events.emit('ready', {})
    },
    change: (change) => {
      events.emit('change', change)
    },
    submitting() {
      begin()
      setState('submitting')
    },
    token(payload) {
      if (token) return
      token = payload
      setState('tokenized')
      end(({ resolve }) => {
        resolve(payload)
      })
      events.emit('token', payload)
    },
    error: (event) => {
      fail('error', event)
    },
    loaderror: (event) => {
      fail('loaderror', event)
    },
    resize({ height }) {
      if (!mounted || !Number.isFinite(height)) return
      setHeight(mounted.frame, height)
      events.emit('resize', { height })
    },
  }

  function unmount(): void {
    if (!mounted) return
    const { host, frame, connection, timer } = mounted
    mounted = undefined
    ready = false
    failure = undefined
    clearTimeout(timer)
    connection.close()
    frame.remove()
    host.removeAttribute('data-capture-state')
    end(({ reject }) => {
      reject(gone('The form was taken off the page before it was submitted.'))
    })
  }

  return {
    mount(target) {
      if (destroyed) throw gone('This capture was destroyed: create another.')
      const host = elementOf(target)
      unmount()
      const nonce = createNonce()
      const frame = createFrame(url, title, nonce)
      host.append(frame)
      if (!frame.contentWindow) throw new TypeError('ingo-capture: mount: the element is not in a document')
      const connection = connect<HostMessages, FrameMessages>({
        remote: frame.contentWindow,
        origins: [new URL(url).origin],
        nonce,
        receive,
      })
      connection.send('configure', { submitButton })
      const timer = window.setTimeout(() => {
        fail('loaderror', handshakeTimeout)
      }, HANDSHAKE_TIMEOUT_MS)
      mounted = { host, frame, connection, timer }
      setState('loading')
    },
    on: (name, handle) => events.on(name, handle),
    submit() {
      if (token) return Promise.resolve(token)
      if (destroyed) return Promise.reject(gone('This capture was destroyed: create another.'))
      if (failure) return Promise.reject(failure)
      if (flight) return flight.promise
      const { promise } = begin()
      if (ready) mounted?.connection.send('submit', {})
      return promise
    },
    unmount,
    destroy() {
      destroyed = true
      unmount()
      end(({ reject }) => {
        reject(gone('This capture was destroyed.'))
      })
      events.close()
    },
  }
}
